namespace Chat.Engine;

/// <summary>A token of a text.</summary>
/// <param name="Id">Its id in the model's vocabulary.</param>
/// <param name="Text">Its text; bytes that are no whole character show as U+FFFD.</param>
public readonly record struct TextToken(int Id, string Text);
