namespace Chat.Formats.ToolCalls;

/// <summary>What a piece of an answer is.</summary>
internal enum AnswerDeltaKind
{
    /// <summary>Text for the user.</summary>
    Content,

    /// <summary>Reasoning before the answer.</summary>
    Reasoning,

    /// <summary>A tool call begins.</summary>
    CallStart,

    /// <summary>More of a call's arguments (JSON text), or of a custom tool's input (plain text).</summary>
    CallPiece,
}
