using System.Globalization;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// The conversations that a template is asked to write so that its form of calls shows, and the unusual words in them that are looked
/// for in what it writes.
/// </summary>
internal static class CallProbes
{
    /// <summary>What the user says.</summary>
    public const string User = "user_probe_text";

    /// <summary>What the assistant says.</summary>
    public const string Content = "content_probe_text";

    /// <summary>What the assistant thinks.</summary>
    public const string Reasoning = "reasoning_probe_text";

    /// <summary>The names of the two functions.</summary>
    public static readonly (string First, string Second) Names = ("fx_probe_first", "fx_probe_second");

    /// <summary>The ids of the two calls; of the length and letters that Mistral's templates demand.</summary>
    public static readonly (string First, string Second) Ids = ("q1w2e3r4t", "y5u6i7o8p");

    /// <summary>The names of the arguments: two strings and a number.</summary>
    public static readonly (string First, string Second, string Number) Keys = ("kq_alpha", "kq_beta", "kq_gamma");

    /// <summary>The arguments of the first call.</summary>
    public static readonly (string First, string Second, string Number) Values = ("vz_one", "vz_two", "7531");

    /// <summary>The arguments of the second call.</summary>
    public static readonly (string First, string Second, string Number) OtherValues = ("vz_six", "vz_ten", "8642");

    /// <summary>The arguments of a call as a JSON object.</summary>
    /// <param name="values">The values.</param>
    public static string Arguments((string First, string Second, string Number) values) =>
        $$"""{"{{Keys.First}}": "{{values.First}}", "{{Keys.Second}}": "{{values.Second}}", "{{Keys.Number}}": {{values.Number}}}""";

    /// <summary>The two functions as the <c>tools</c> of a request, in JSON.</summary>
    public static string Tools => $"[{Tool(Names.First)}, {Tool(Names.Second)}]";

    /// <summary>The user's message, in JSON.</summary>
    public static string UserMessage => $$"""{"role": "user", "content": "{{User}}"}""";

    /// <summary>An assistant's message without calls, in JSON.</summary>
    /// <param name="withReasoning">True for one with reasoning, under all names that templates know for it.</param>
    public static string PlainMessage(bool withReasoning) =>
        withReasoning
            ? $$"""{"role": "assistant", "content": "{{Content}}", "reasoning_content": "{{Reasoning}}", "reasoning": "{{Reasoning}}", "thinking": "{{Reasoning}}"}"""
            : $$"""{"role": "assistant", "content": "{{Content}}"}""";

    /// <summary>An assistant's message with calls, in JSON.</summary>
    /// <param name="count">One or two calls.</param>
    /// <param name="isText">True for arguments as JSON text inside a string, as OpenAI has them; false for an object.</param>
    /// <param name="hasContent">True for empty content; false for null.</param>
    /// <param name="namesInIds">True for ids that hold the function's name and the call's place, as Kimi's templates demand.</param>
    public static string CallMessage(int count, bool isText, bool hasContent, bool namesInIds)
    {
        var calls = new List<string> { Call(Names.First, namesInIds ? null : Ids.First, 0, Values, isText) };
        if (count > 1)
        {
            calls.Add(Call(Names.Second, namesInIds ? null : Ids.Second, 1, OtherValues, isText));
        }

        var content = hasContent ? "\"\"" : "null";
        return $$"""{"role": "assistant", "content": {{content}}, "tool_calls": [{{string.Join(", ", calls)}}]}""";
    }

    private static string Call(
        string name,
        string? id,
        int place,
        (string First, string Second, string Number) values,
        bool isText
    )
    {
        var arguments = isText ? JsonText.Quote(Arguments(values)) : Arguments(values);
        id ??= string.Create(CultureInfo.InvariantCulture, $"functions.{name}:{place}");
        return $$$$"""{"id": "{{{{id}}}}", "type": "function", "function": {"name": "{{{{name}}}}", "arguments": {{{{arguments}}}}}}""";
    }

    private static string Tool(string name) =>
        $$$$"""
            {"type": "function", "function": {"name": "{{{{name}}}}", "description": "A probe.", "parameters": {"type": "object",
            "properties": {"{{{{Keys.First}}}}": {"type": "string", "description": "A."}, "{{{{Keys.Second}}}}": {"type": "string",
            "description": "B."}, "{{{{Keys.Number}}}}": {"type": "integer", "description": "C."}}, "required": ["{{{{Keys.First}}}}"]}}}
            """;
}
