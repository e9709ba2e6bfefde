using System.Text.Json;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The filters that write and read JSON.</summary>
internal static class JsonFilters
{
    // An indent this wide or wider is a mistake.
    private const int MaxIndent = 64;

    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = JinjaLimits.MaxValueDepth };

    /// <summary><c>tojson(ensure_ascii=false, indent=none, separators=none, sort_keys=false)</c>, as transformers defines it.</summary>
    public static JinjaValue ToJson(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        JsonText.Of(
            context,
            value,
            arguments.Positional.Length + arguments.Names.Length == 0 ? JsonStyle.Default : Style(context, arguments)
        );

    /// <summary><c>from_json</c>, which some templates ask for: reads JSON text.</summary>
    public static JinjaValue FromJson(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var text = value as JinjaString ?? throw context.Fail($"from_json needs a string, not {value.TypeName}");
        context.ChargeText((long)text.Length * JinjaLimits.CharactersPerStep / 4);
        try
        {
            using var document = JsonDocument.Parse(text.Text, ReadOptions);
            return JinjaValue.FromJson(document.RootElement, text.HasInput);
        }
        catch (JsonException)
        {
            throw context.Fail("from_json got a text that is not JSON");
        }
    }

    private static JsonStyle Style(JinjaContext context, in JinjaArguments arguments)
    {
        var indent = arguments.Get(1, "indent") switch
        {
            null or JinjaNone => null,
            JinjaString text when text.Length <= MaxIndent => text.Text,
            var given when ValueComparison.TryWhole(given, out var width) && width <= MaxIndent => new string(
                ' ',
                (int)Math.Max(0, width)
            ),
            var given => throw context.Fail(
                $"indent must be a string or a number up to {MaxIndent}, not {given.TypeName}"
            ),
        };
        var item = indent is null ? ", " : ",";
        var key = ": ";
        if (arguments.Get(2, "separators") is JinjaList { Items: [JinjaString first, JinjaString second] })
        {
            (item, key) = (first.Text, second.Text);
        }

        return new JsonStyle(indent, item, key, arguments.IsTrue(0, "ensure_ascii"), arguments.IsTrue(3, "sort_keys"));
    }
}
