namespace Chat.Daemon.Ask;

/// <summary>How an answer is shown on standard output.</summary>
internal enum AskFormat
{
    /// <summary>The answer's text.</summary>
    Text,

    /// <summary>One <c>chat.completion</c> object.</summary>
    Json,

    /// <summary>One <c>chat.completion.chunk</c> object a line.</summary>
    ChunkLines,
}
