namespace Chat.Http.Dialects;

/// <summary>A request as a server knows it.</summary>
/// <param name="Path">The path with its query, relative to the base address.</param>
/// <param name="Body">The JSON body, UTF-8.</param>
internal readonly record struct WireRequest(string Path, ReadOnlyMemory<byte> Body);
