using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>The keywords that apply other schemas to the same value.</summary>
internal static class ApplicatorChecks
{
    /// <summary>Checks a value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">The value's place.</param>
    /// <param name="parts">Where the parts that were spoken of are noted; null when nobody asks.</param>
    public static bool Check(
        ValidationRun run,
        SchemaNode node,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        var keywords = node.Keywords;
        var fits = node.Target is not { } target || run.Check(target, value, path, parts);
        foreach (var schema in keywords.AllOf)
        {
            fits &= run.Check(schema, value, path, parts);
        }

        if (keywords.AnyOf is { } anyOf && Count(run, anyOf, value, path, parts) == 0)
        {
            fits = run.Fail(node, path, "anyOf", "The value fits none of the alternatives.");
        }

        if (keywords.OneOf is { } oneOf && Count(run, oneOf, value, path, parts) is var count and not 1)
        {
            fits = run.Fail(
                node,
                path,
                "oneOf",
                count == 0
                    ? "The value fits none of the alternatives."
                    : "The value fits several alternatives, and one is allowed."
            );
        }

        if (keywords.Not is { } not && run.Try(not, value, path, null))
        {
            fits = run.Fail(node, path, "not", "The value fits the schema that it must not fit.");
        }

        if (keywords.If is { } condition)
        {
            var branch = run.Try(condition, value, path, parts) ? keywords.Then : keywords.Else;
            fits &= branch is null || run.Check(branch, value, path, parts);
        }

        return value.ValueKind == JsonValueKind.Object ? fits & CheckDependencies(run, node, value, path, parts) : fits;
    }

    private static int Count(
        ValidationRun run,
        IReadOnlyList<SchemaNode> schemas,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        var count = 0;
        foreach (var schema in schemas)
        {
            count += run.Try(schema, value, path, parts) ? 1 : 0;
        }

        return count;
    }

    private static bool CheckDependencies(
        ValidationRun run,
        SchemaNode node,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        var fits = true;
        // Each name is looked for in the whole object.
        var steps = 1 + (value.GetPropertyCount() / 8);
        foreach (var (name, needed) in node.Keywords.DependentRequired ?? [])
        {
            run.Spend(node, steps);
            if (!value.TryGetProperty(name, out _))
            {
                continue;
            }

            run.Spend(node, (long)steps * needed.Count);
            foreach (var missing in needed.Where(other => !value.TryGetProperty(other, out _)))
            {
                fits = run.Fail(
                    node,
                    path,
                    "dependentRequired",
                    $"With {JsonTexts.Quote(name)} the property {JsonTexts.Quote(missing)} is needed too."
                );
            }
        }

        foreach (var (name, schema) in node.Keywords.DependentSchemas ?? [])
        {
            run.Spend(node, steps);
            fits &= !value.TryGetProperty(name, out _) || run.Check(schema, value, path, parts);
        }

        return fits;
    }
}
