using System.Text.Json.Nodes;

namespace Chat.Testing.FakeModels;

/// <summary>
/// A model whose every answer can be told beforehand. A token is a word. It reads the last message:
/// <c>count 5</c> gives <c>1 2 3 4 5</c>; <c>think TEXT</c> reasons <c>Thinking about: TEXT</c>, then says TEXT; <c>call NAME {…}</c> calls that tool
/// where it was offered; anything else is said back. Choice 0 says just that, choice i &gt; 0 says <c>(i)</c> first. Where JSON is asked for the text is
/// <c>{"echo":…}</c>, or an object that fits the schema.
/// </summary>
internal static class EchoModel
{
    private const string CountWord = "count ";
    private const string ThinkWord = "think ";
    private const string CallWord = "call ";

    /// <summary>The most numbers it counts.</summary>
    private const int MaxCount = 100_000;

    /// <summary>Answers a request.</summary>
    public static IReadOnlyList<EchoChoice> Answer(EchoRequest request) =>
        [.. Enumerable.Range(0, request.N).Select(index => Answer(request, index))];

    private static EchoChoice Answer(EchoRequest request, int index)
    {
        if (ToolCall(request) is var (name, arguments))
        {
            return new EchoChoice
            {
                Index = index,
                ToolName = name,
                ToolArguments = arguments,
                FinishReason = "tool_calls",
            };
        }

        var thinks = request.Text.StartsWith(ThinkWord, StringComparison.Ordinal);
        var text = Text(request, thinks ? request.Text[ThinkWord.Length..] : request.Text);
        var tokens = Tokens(index == 0 ? text : $"({index}) {text}");
        var (kept, stop) = Stopped(tokens, request.Stop);
        var reasoning = thinks ? Tokens("Thinking about: " + request.Text[ThinkWord.Length..]) : [];
        var limit = request.MaxTokens ?? int.MaxValue;
        var isCut = reasoning.Count + kept.Count > limit;
        return new EchoChoice
        {
            Index = index,
            Reasoning = [.. reasoning.Take(limit)],
            Tokens = [.. kept.Take(Math.Max(0, limit - reasoning.Count))],
            FinishReason =
                isCut ? "length"
                : request.Model == MagicModels.Filtered ? "content_filter"
                : "stop",
            StopString = isCut ? null : stop,
        };
    }

    private static (string Name, string Arguments)? ToolCall(EchoRequest request)
    {
        if (request.Text.StartsWith(CallWord, StringComparison.Ordinal))
        {
            var words = request.Text[CallWord.Length..].Split(' ', 2);
            if (request.Tools.Contains(words[0], StringComparer.Ordinal))
            {
                return (words[0], words.Length > 1 ? words[1] : "{}");
            }
        }

        return request.RequiredTool is { } tool ? (tool, "{}") : null;
    }

    private static string Text(EchoRequest request, string text)
    {
        if (request.Schema?["properties"] is JsonObject properties)
        {
            return new JsonObject(
                properties.Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Value, text)))
            ).ToJsonString();
        }

        if (request.WantsJson)
        {
            return new JsonObject { ["echo"] = text }.ToJsonString();
        }

        return
            text.StartsWith(CountWord, StringComparison.Ordinal)
            && int.TryParse(text[CountWord.Length..], out var count)
            ? string.Join(' ', Enumerable.Range(1, Math.Clamp(count, 0, MaxCount)))
            : text;
    }

    private static JsonNode? Value(JsonNode? schema, string text) =>
        (string?)schema?["type"] switch
        {
            "integer" or "number" => 1,
            "boolean" => true,
            "array" => new JsonArray(),
            "object" => new JsonObject(),
            "null" => null,
            _ => schema?["enum"]?[0]?.DeepClone() ?? text,
        };

    private static List<string> Tokens(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Select((word, place) => place == 0 ? word : " " + word)];
    }

    private static (List<string> Tokens, string? Stop) Stopped(List<string> tokens, IReadOnlyList<string> stops)
    {
        var text = string.Concat(tokens);
        var first = stops
            .Select(stop => (Stop: stop, At: text.IndexOf(stop, StringComparison.Ordinal)))
            .Where(found => found.At >= 0 && found.Stop.Length > 0)
            .OrderBy(found => found.At)
            .ToList();
        return first.Count == 0 ? (tokens, null) : (Upto(tokens, first[0].At), first[0].Stop);
    }

    private static List<string> Upto(List<string> tokens, int length)
    {
        var kept = new List<string>();
        foreach (var token in tokens.TakeWhile(_ => length > 0))
        {
            kept.Add(token[..Math.Min(token.Length, length)]);
            length -= token.Length;
        }

        return kept;
    }
}
