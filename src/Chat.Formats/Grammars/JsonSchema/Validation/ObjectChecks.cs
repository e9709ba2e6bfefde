using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>The keywords of objects.</summary>
internal static class ObjectChecks
{
    /// <summary>Checks an object.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">The schema.</param>
    /// <param name="value">The object.</param>
    /// <param name="path">Its place.</param>
    /// <param name="parts">Where the members that were spoken of are noted; null when nobody asks.</param>
    public static bool Check(
        ValidationRun run,
        SchemaNode node,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        var keywords = node.Keywords;
        if (!keywords.HasObjectKeywords && keywords.AdditionalProperties is null)
        {
            return true;
        }

        var fits = true;
        run.Spend(node, value.GetPropertyCount() / 4);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonTexts.NameOf(member);
            names.Add(name);
            fits &= CheckMember(run, node, name, member.Value, path, parts);
        }

        run.Spend(node, keywords.Required.Count / 8);
        foreach (var missing in keywords.Required.Where(name => !names.Contains(name)))
        {
            fits = run.Fail(node, path, "required", $"The property {JsonTexts.Quote(missing)} is missing.");
        }

        fits &=
            !(names.Count < keywords.MinProperties)
            || run.Fail(
                node,
                path,
                "minProperties",
                $"The object has {names.Count} properties and needs {keywords.MinProperties}."
            );
        fits &=
            !(names.Count > keywords.MaxProperties)
            || run.Fail(
                node,
                path,
                "maxProperties",
                $"The object has {names.Count} properties and may have {keywords.MaxProperties}."
            );
        if (keywords.UnevaluatedProperties is { } unevaluated)
        {
            foreach (var member in value.EnumerateObject())
            {
                var name = JsonTexts.NameOf(member);
                fits &= parts!.HasMember(name) || run.CheckChild(unevaluated, member.Value, path.Member(name));
                parts.AddMember(name);
            }
        }

        return fits;
    }

    private static bool CheckMember(
        ValidationRun run,
        SchemaNode node,
        string name,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        var keywords = node.Keywords;
        var place = path.Member(name);
        var fits = true;
        var declared = false;
        if (keywords.Properties is not null && keywords.Properties.TryGetValue(name, out var schema))
        {
            declared = true;
            fits &= run.CheckChild(schema, value, place);
        }

        foreach (var (pattern, patterned) in keywords.PatternProperties ?? [])
        {
            if (run.IsMatch(node, pattern, name) == true)
            {
                declared = true;
                fits &= run.CheckChild(patterned, value, place);
            }
        }

        if (!declared && keywords.AdditionalProperties is { } additional)
        {
            declared = true;
            fits &= additional.IsFalse
                ? run.Fail(
                    node,
                    path,
                    "additionalProperties",
                    $"The property {JsonTexts.Quote(SchemaErrors.Short(name))} is not allowed."
                )
                : run.CheckChild(additional, value, place);
        }

        if (declared)
        {
            parts?.AddMember(name);
        }

        return fits & CheckName(run, node, name, path);
    }

    private static bool CheckName(ValidationRun run, SchemaNode node, string name, InstancePath path)
    {
        if (node.Keywords.PropertyNames is not { } wanted)
        {
            return true;
        }

        using var text = JsonDocument.Parse(JsonTexts.Quote(name));
        return run.Try(wanted, text.RootElement, path, null)
            || run.Fail(
                node,
                path,
                "propertyNames",
                $"The name {JsonTexts.Quote(SchemaErrors.Short(name))} is not allowed."
            );
    }
}
