namespace Chat.Formats.Tests.ToolCalls;

/// <summary>A call of an answer.</summary>
internal sealed record ReadCall(string Id, string Name, bool IsCustom, string Text);
