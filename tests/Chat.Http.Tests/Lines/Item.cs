namespace Chat.Http.Tests.Lines;

/// <summary>One item as a reader gave it out.</summary>
/// <param name="Type">The event's type; empty when it has none, or is no event.</param>
/// <param name="Data">The payload.</param>
/// <param name="IsCut">Whether the stream ended within it.</param>
internal sealed record Item(string Type, string Data, bool IsCut = false);
