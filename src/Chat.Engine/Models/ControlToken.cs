namespace Chat.Engine.Models;

/// <summary>A token that has a meaning to the model and must come from a template, never from a message.</summary>
/// <param name="Id">The token's id.</param>
/// <param name="Text">The text that stands for it in a template.</param>
/// <param name="Attributes">What kind of token it is.</param>
internal sealed record ControlToken(int Id, string Text, TokenAttributes Attributes);
