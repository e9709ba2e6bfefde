using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>The keywords of arrays.</summary>
internal static class ArrayChecks
{
    /// <summary>Checks an array.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">The schema.</param>
    /// <param name="value">The array.</param>
    /// <param name="path">Its place.</param>
    /// <param name="parts">Where the elements that were spoken of are noted; null when nobody asks.</param>
    public static bool Check(
        ValidationRun run,
        SchemaNode node,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        var keywords = node.Keywords;
        if (!keywords.HasArrayKeywords)
        {
            return true;
        }

        var length = value.GetArrayLength();
        run.Spend(node, length / ValidationRun.BytesPerStep);
        var fits = CheckItems(run, node, value, path, parts);
        fits &= CheckContains(run, node, value, path, parts);
        fits &=
            !(length < keywords.MinItems)
            || run.Fail(node, path, "minItems", $"The array has {length} items and needs {keywords.MinItems}.");
        fits &=
            !(length > keywords.MaxItems)
            || run.Fail(node, path, "maxItems", $"The array has {length} items and may have {keywords.MaxItems}.");
        if (keywords.UniqueItems)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            fits &=
                value.EnumerateArray().All(item => seen.Add(run.Canonical(node, item)))
                || run.Fail(node, path, "uniqueItems", "Two items are equal.");
        }

        if (keywords.UnevaluatedItems is { } unevaluated)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                fits &= parts!.HasElement(index) || run.CheckChild(unevaluated, item, path.Element(index));
                index++;
            }

            parts!.AddFirst(length);
        }

        return fits;
    }

    private static bool CheckItems(
        ValidationRun run,
        SchemaNode node,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        var prefix = node.Keywords.PrefixItems;
        var items = node.Keywords.Items;
        parts?.AddFirst(items is null ? prefix?.Count ?? 0 : value.GetArrayLength());
        var fits = true;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var schema = index < prefix?.Count ? prefix[index] : items;
            fits &= schema is null || run.CheckChild(schema, item, path.Element(index));
            index++;
        }

        return fits;
    }

    private static bool CheckContains(
        ValidationRun run,
        SchemaNode node,
        JsonElement value,
        InstancePath path,
        EvaluatedParts? parts
    )
    {
        if (node.Keywords.Contains is not { } wanted)
        {
            return true;
        }

        var count = 0L;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (run.Try(wanted, item, path.Element(index), null))
            {
                parts?.AddElement(index);
                count++;
            }

            index++;
        }

        var fits =
            count >= (node.Keywords.MinContains ?? 1)
            || run.Fail(node, path, "contains", "The array has too few items that fit the schema of contains.");
        return fits
            & (
                !(count > node.Keywords.MaxContains)
                || run.Fail(node, path, "maxContains", "The array has too many items that fit the schema of contains.")
            );
    }
}
