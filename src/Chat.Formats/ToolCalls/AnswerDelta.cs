namespace Chat.Formats.ToolCalls;

/// <summary>A piece of an answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text to append; at the start of a call, the tool's name.</param>
/// <param name="CallIndex">Which call of the answer it belongs to, from 0; -1 for content and reasoning.</param>
/// <param name="CallId">The call's id, at its start; null otherwise.</param>
/// <param name="IsCustom">True for a call of a custom tool, whose input is text.</param>
internal readonly record struct AnswerDelta(
    AnswerDeltaKind Kind,
    string Text,
    int CallIndex = -1,
    string? CallId = null,
    bool IsCustom = false
);
