namespace Chat.Formats.ToolCalls;

/// <summary>How a reader of a part of an answer left off.</summary>
internal enum ReadStatus
{
    /// <summary>It needs more text.</summary>
    More,

    /// <summary>It has read its part.</summary>
    Done,

    /// <summary>The text is not what it reads.</summary>
    Failed,
}
