namespace Chat.Formats.Jinja;

/// <summary>A stretch of text.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsInput">
/// True when it comes from a value marked as input, such as a message: what looks like a control token in it is only text.
/// False when it was written by the template's author.
/// </param>
internal readonly record struct JinjaText(string Text, bool IsInput);
