namespace Chat.Engine.Inline;

/// <summary>Text of another place that helps an inline completion.</summary>
/// <param name="Path">Where it is from; only a name, nothing is opened.</param>
/// <param name="Text">The text.</param>
public readonly record struct InlineFile(string Path, string Text);
