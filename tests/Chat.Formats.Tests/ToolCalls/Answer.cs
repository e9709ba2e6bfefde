namespace Chat.Formats.Tests.ToolCalls;

/// <summary>An answer put together from its deltas.</summary>
internal sealed record Answer(string Content, string Reasoning, IReadOnlyList<ReadCall> Calls);
