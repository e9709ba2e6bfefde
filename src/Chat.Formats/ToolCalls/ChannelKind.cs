namespace Chat.Formats.ToolCalls;

/// <summary>The families of models that write messages with recipients.</summary>
internal enum ChannelKind
{
    /// <summary>OpenAI's harmony format, of gpt-oss. Source: the openai/harmony repository's format description.</summary>
    Harmony,

    /// <summary>Functionary 3.2: <c>&gt;&gt;&gt;NAME</c>, a line end, and the arguments; <c>all</c> is the user.</summary>
    Recipient,
}
