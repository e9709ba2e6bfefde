using System.Text;
using System.Text.Json.Nodes;

namespace Chat.Testing.FakeModels;

/// <summary>Log probabilities that can be told beforehand: the token at place p has −0.25 · (p mod 4), its k-th alternative one less each.</summary>
internal static class EchoLogprobs
{
    /// <summary>The log probabilities of some tokens, as <c>{"content":[…]}</c>.</summary>
    public static JsonObject Of(IReadOnlyList<string> tokens, int firstPlace, int top) =>
        new() { ["content"] = List(tokens, firstPlace, top), ["refusal"] = null };

    /// <summary>The same as a bare list, as Ollama's own endpoints have it.</summary>
    public static JsonArray List(IReadOnlyList<string> tokens, int firstPlace, int top) =>
        new([.. tokens.Select((token, place) => Entry(token, firstPlace + place, top))]);

    private static JsonObject Entry(string token, int place, int top)
    {
        var entry = One(token, Value(place));
        entry["top_logprobs"] = new JsonArray([
            .. Enumerable.Range(0, top).Select(rank => One(rank == 0 ? token : $" other{rank}", Value(place) - rank)),
        ]);
        return entry;
    }

    private static double Value(int place) => -0.25 * (place % 4);

    private static JsonObject One(string token, double value) =>
        new()
        {
            ["token"] = token,
            ["logprob"] = value,
            ["bytes"] = new JsonArray([.. Encoding.UTF8.GetBytes(token).Select(unit => JsonValue.Create((int)unit))]),
        };
}
