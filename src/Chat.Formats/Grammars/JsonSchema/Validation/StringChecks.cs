using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Model;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>The keywords of strings.</summary>
internal static class StringChecks
{
    /// <summary>Checks a string.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">The schema.</param>
    /// <param name="value">The string.</param>
    /// <param name="path">Its place.</param>
    public static bool Check(ValidationRun run, SchemaNode node, JsonElement value, InstancePath path)
    {
        var keywords = node.Keywords;
        return !keywords.HasStringKeywords || Check(run, node, keywords, JsonTexts.Of(value), path);
    }

    private static bool Check(
        ValidationRun run,
        SchemaNode node,
        SchemaKeywords keywords,
        string text,
        InstancePath path
    )
    {
        run.Spend(node, text.Length / ValidationRun.BytesPerStep);
        var fits = true;
        if (keywords.MinLength is not null || keywords.MaxLength is not null)
        {
            var length = text.EnumerateRunes().Count();
            fits &=
                !(length < keywords.MinLength)
                || run.Fail(
                    node,
                    path,
                    "minLength",
                    $"The string has {length} characters and needs {keywords.MinLength}."
                );
            fits &=
                !(length > keywords.MaxLength)
                || run.Fail(
                    node,
                    path,
                    "maxLength",
                    $"The string has {length} characters and may have {keywords.MaxLength}."
                );
        }

        if (keywords.Pattern is { } pattern && run.IsMatch(node, pattern, text) == false)
        {
            fits = run.Fail(node, path, "pattern", $"The string does not match {SchemaErrors.Short(pattern)}.");
        }

        if (keywords.Format is { } format && JsonFormats.IsMatch(format, text) == false)
        {
            fits = run.Fail(node, path, "format", $"The string is no {SchemaErrors.Short(format)}.");
        }

        return fits;
    }
}
