using System.Globalization;
using System.Text;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Writes calls as a model of some form would: the tests' own, told nothing by the product's grammar.</summary>
internal static class CallWriter
{
    /// <summary>Writes calls whose arguments are strings and integers.</summary>
    public static string Write(
        CallFormat format,
        IReadOnlyList<(string Name, IReadOnlyList<(string Key, object Value)> Arguments)> calls
    )
    {
        if (format.Channels?.Kind == ChannelKind.Harmony)
        {
            // Only one call an answer, and what stands before it is the prompt's.
            calls = [calls[0]];
        }

        var text = new StringBuilder(format.SectionStart);
        for (var place = 0; place < calls.Count; place++)
        {
            text.Append(place == 0 ? "" : format.Separator);
            foreach (var part in format.Call)
            {
                text.Append(
                    part.Kind switch
                    {
                        CallPartKind.Name => calls[place].Name,
                        CallPartKind.Id => string.Create(CultureInfo.InvariantCulture, $"id{place:0000000}"),
                        CallPartKind.Index => place.ToString(CultureInfo.InvariantCulture),
                        CallPartKind.Arguments => Arguments(format, calls[place].Arguments),
                        _ => part.Text,
                    }
                );
            }
        }

        return text.Append(format.SectionEnd).ToString();
    }

    /// <summary>The arguments as JSON.</summary>
    public static string Json(IReadOnlyList<(string Key, object Value)> arguments) =>
        "{" + string.Join(", ", arguments.Select(one => $"{Quoted(one.Key)}: {Value(one.Value)}")) + "}";

    private static string Arguments(CallFormat format, IReadOnlyList<(string Key, object Value)> arguments) =>
        format.Arguments switch
        {
            ArgumentWriting.Python => string.Join(", ", arguments.Select(one => $"{one.Key}={Value(one.Value)}")),
            ArgumentWriting.BareKeys => "{"
                + string.Join(",", arguments.Select(one => $"{one.Key}:{Marked(format, one.Value)}"))
                + "}",
            ArgumentWriting.Tagged => string.Concat(
                arguments.Select(one => Tagged(format.ArgumentMarks!, one.Key, one.Value))
            ),
            _ => Json(arguments),
        };

    private static string Marked(CallFormat format, object value) =>
        value is string text ? format.StringMark + text + format.StringMark : Value(value);

    private static string Tagged(ArgumentMarks marks, string key, object value)
    {
        var word = value is string ? marks.TextWord : marks.OtherWord ?? "number";
        var between = marks.KeyEnd.Replace(ArgumentMarks.TypeHole, word, StringComparison.Ordinal);
        var end = marks.End.Replace(ArgumentMarks.KeyHole, key, StringComparison.Ordinal);
        return marks.Start + key + between + (value as string ?? Value(value)) + end;
    }

    private static string Value(object value) =>
        value is string text ? Quoted(text) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Quoted(string text) =>
        "\""
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
        + "\"";
}
