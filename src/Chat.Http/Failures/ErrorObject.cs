using System.Globalization;
using System.Text.Json;

namespace Chat.Http.Failures;

/// <summary>
/// The union of the shapes that servers give an error in: <c>{"error":{message,type,param,code}}</c> (OpenAI, Azure, vLLM, SGLang, llama-server,
/// OpenRouter), <c>{"error":"text"}</c> (Ollama), <c>{"object":"error","message":…}</c> (Mistral, older vLLM), <c>{"detail":…}</c> (FastAPI),
/// <c>{"statusCode":…,"message":…}</c> (Azure's gateway), the same in a list (Gemini), and what is near to them.
/// </summary>
internal static class ErrorObject
{
    // The words of an error lie at most error.message.detail[].msg deep.
    private const int MaxDepth = 5;
    private const int MaxItems = 3;

    private static readonly string[] TextNames =
    [
        "message",
        "msg",
        "detail",
        "error",
        "errors",
        "error_description",
        "description",
        "title",
        "reason",
    ];

    private static readonly string[] CodeNames = ["code", "type", "status", "error_code", "reason"];

    private static readonly string[] StatusNames = ["code", "status", "statusCode", "status_code", "http_status"];

    /// <summary>What an error says; texts that hold half a surrogate pair throw.</summary>
    /// <param name="root">The body, or the data of a stream's event.</param>
    /// <exception cref="InvalidOperationException">A text or name holds half a surrogate pair.</exception>
    public static ErrorFacts Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
        {
            root = root[0];
        }

        var isNested = Member(root, "error") is { ValueKind: JsonValueKind.Object };
        var error = isNested ? root.GetProperty("error") : root;
        var innerError = Member(error, "innererror");
        var metadata = Member(error, "metadata");
        return new ErrorFacts
        {
            Shape = ErrorBodyShape.Json,
            Text = Words(root, error, metadata) ?? (error.ValueKind == JsonValueKind.Object ? null : error.ToString()),
            Codes = [.. CodesOf(error), .. isNested ? CodesOf(root) : [], .. CodesOf(innerError)],
            Parameter = Scalar(Member(error, "param")),
            Status = StatusOf(error) ?? StatusOf(root),
            Flagged = Member(metadata, "flagged_input") is not null,
        };
    }

    private static string? Words(JsonElement root, JsonElement error, JsonElement? metadata)
    {
        var text = Describe(error, 0);

        // {"statusCode":401,"error":"Unauthorized","message":"…"}: the longer words are not under "error".
        if (
            Member(root, "error") is { ValueKind: JsonValueKind.String } title
            && Member(root, "message") is { ValueKind: JsonValueKind.String } message
        )
        {
            text = $"{title.GetString()}: {message.GetString()}";
        }

        // OpenRouter: the message is only "Provider returned error"; whose, and what it said, stands here.
        var provider = Scalar(Member(metadata, "provider_name"));
        var raw = Member(metadata, "raw") is { } said ? Describe(said, 1) : null;
        return (provider, raw) switch
        {
            (null, null) => text,
            (_, null) => $"{text} ({provider})",
            (null, _) => $"{text} ({raw})",
            _ => $"{text} ({provider}: {raw})",
        };
    }

    private static string? Describe(JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString() is { Length: > 0 } text ? text : null;
            case JsonValueKind.Number:
                return element.GetRawText();
            case JsonValueKind.Array when depth < MaxDepth:
                var items = element
                    .EnumerateArray()
                    .Take(MaxItems)
                    .Select(item => Describe(item, depth + 1))
                    .OfType<string>();
                return string.Join("; ", items) is { Length: > 0 } joined ? joined : null;
            case JsonValueKind.Object when depth < MaxDepth:
                var words = TextNames
                    .Select(name => Member(element, name) is { } member ? Describe(member, depth + 1) : null)
                    .FirstOrDefault(found => found is not null);
                return words is not null && Place(element) is { } place ? $"{place}: {words}" : words;
            default:
                return null;
        }
    }

    // FastAPI: where in the request the fault lies, as ["body", "messages", 0, "content"].
    private static string? Place(JsonElement element) =>
        Member(element, "loc") is { ValueKind: JsonValueKind.Array } steps
            ? string.Join('.', steps.EnumerateArray().Take(16).Select(step => step.ToString()))
            : null;

    private static IEnumerable<string> CodesOf(JsonElement? element) =>
        CodeNames.Select(name => Scalar(Member(element, name))).OfType<string>();

    private static int? StatusOf(JsonElement element)
    {
        foreach (var name in StatusNames)
        {
            if (
                Scalar(Member(element, name)) is { } text
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                && status is >= 400 and <= 599
            )
            {
                return status;
            }
        }

        return null;
    }

    private static string? Scalar(JsonElement? element) =>
        element switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } value ? value : null,
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent
        && parent.TryGetProperty(name, out var member)
        && member.ValueKind != JsonValueKind.Null
            ? member
            : null;
}
