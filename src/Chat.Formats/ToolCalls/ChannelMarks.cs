namespace Chat.Formats.ToolCalls;

/// <summary>
/// The channels of a model whose every message begins with a header that says for whom it is: reasoning, the user, or a tool.
/// </summary>
/// <param name="Kind">Which family writes so.</param>
internal sealed record ChannelMarks(ChannelKind Kind);
