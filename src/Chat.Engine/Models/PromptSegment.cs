namespace Chat.Engine.Models;

/// <summary>A stretch of a rendered prompt.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsTrusted">
/// True when it comes from the template, so that control tokens in it are meant; false when it comes from a message, where whatever
/// looks like a control token is only text.
/// </param>
internal readonly record struct PromptSegment(string Text, bool IsTrusted);
