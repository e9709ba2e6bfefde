using System.Globalization;
using System.Text.Json.Nodes;

namespace Chat.Formats.Tests.Upstream;

/// <summary>Reads JSON written as C++ initialiser lists: a list of pairs that begin with strings is an object, other lists are arrays.</summary>
internal static class CppJson
{
    /// <summary>Reads a value.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="at">Where it begins; afterwards behind it.</param>
    public static JsonNode? Read(List<CppToken> tokens, ref int at)
    {
        var token = tokens[at];
        if (token.IsWord("json"))
        {
            return ReadMade(tokens, ref at);
        }

        if (token.IsSign('{'))
        {
            return ReadList(tokens, ref at, '}', kind: null);
        }

        at++;
        return token switch
        {
            { Kind: CppTokenKind.String } => JsonValue.Create(token.Text),
            { Text: "true" } => JsonValue.Create(true),
            { Text: "false" } => JsonValue.Create(false),
            { Text: "nullptr" } => null,
            { Text: "-" } => Number("-" + tokens[at++].Text),
            _ => Number(token.Text),
        };
    }

    private static JsonNode Number(string text) =>
        text.Contains('.', StringComparison.Ordinal)
            ? JsonNode.Parse(text)!
            : JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture));

    // json(…), json{…}, json::array(…), json::object(…)
    private static JsonNode? ReadMade(List<CppToken> tokens, ref int at)
    {
        at++;
        string? kind = null;
        if (tokens[at].IsSign(':'))
        {
            kind = tokens[at + 2].Text;
            at += 3;
        }

        if (tokens[at].IsSign('{'))
        {
            return ReadList(tokens, ref at, '}', kind);
        }

        at++;
        JsonNode? value = kind == "array" ? new JsonArray() : new JsonObject();
        if (!tokens[at].IsSign(')'))
        {
            value = tokens[at].IsSign('{') ? ReadList(tokens, ref at, '}', kind) : Read(tokens, ref at);
        }

        at++;
        return value;
    }

    private static JsonNode ReadList(List<CppToken> tokens, ref int at, char close, string? kind)
    {
        at++;
        var items = new List<JsonNode?>();
        while (!tokens[at].IsSign(close))
        {
            items.Add(Read(tokens, ref at));
            at += tokens[at].IsSign(',') ? 1 : 0;
        }

        at++;
        var isObject = kind != "array" && items.All(item => item is JsonArray { Count: 2 } pair && IsString(pair[0]));
        if (!isObject)
        {
            return new JsonArray([.. items]);
        }

        var result = new JsonObject();
        foreach (var pair in items.Cast<JsonArray>())
        {
            var value = pair[1];
            pair.RemoveAt(1);
            result[pair[0]!.GetValue<string>()] = value;
        }

        return result;
    }

    private static bool IsString(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out _);
}
