using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>Writes the grammar of answers whose messages name their channel or recipient.</summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="request">What is asked of the answer.</param>
/// <param name="isRequired">True when the answer is calls.</param>
internal sealed class ChannelGrammar(GbnfBuilder builder, AnswerRequest request, bool isRequired)
{
    // A model thinks, says what it will do, and thinks again: more than this many parts before the answer are not needed.
    private const int MostParts = 4;

    private static readonly string[] HarmonyMarks =
    [
        "<|end|>",
        "<|start|>",
        "<|channel|>",
        "<|message|>",
        "<|call|>",
        "<|return|>",
    ];

    /// <summary>Adds the rules of an answer.</summary>
    /// <param name="calls">The rule of the calls; null when there are none.</param>
    /// <param name="content">The rule that the content follows; null for free text.</param>
    /// <returns>The rule's name.</returns>
    public string Add(string? calls, string? content) =>
        request.Format.Channels!.Kind == ChannelKind.Harmony
            ? AddHarmony(calls, content)
            : AddRecipient(calls, content);

    private string AddHarmony(string? calls, string? content)
    {
        var text = GbnfUntil.Add(builder, "text", HarmonyMarks);
        var final = $"\"<|channel|>final<|message|>\" {content ?? text}";
        var next = "\"<|end|><|start|>assistant\"";
        var thought = $"\"<|channel|>analysis<|message|>\" {text} {next}";
        var preamble = calls is null || isRequired ? "" : $" ( \"<|channel|>commentary<|message|>\" {text} {next} )?";
        var answer =
            calls is null ? final
            : isRequired ? calls
            : $"( {preamble} {calls} | {final} )";
        if (request.IsReasoningOpen)
        {
            return builder.Add("answer", $"{text} {next} {answer}");
        }

        return builder.Add("answer", request.IsReasoningAllowed ? $"( {thought} ){{0,{MostParts}}} {answer}" : answer);
    }

    private string AddRecipient(string? calls, string? content)
    {
        var text = $"\"all\\n\" {content ?? GbnfUntil.Add(builder, "text", ">>>")}";
        var answer =
            calls is null ? text
            : isRequired ? calls
            : content is null ? $"{calls} | {text} ( \">>>\" {calls} )?"
            : $"{calls} | {text}";
        return builder.Add("answer", answer);
    }
}
