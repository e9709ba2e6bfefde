namespace Chat.Http.Lines;

/// <summary>A piece of a line: as much of it as lay together in memory, without its line ending.</summary>
/// <param name="Bytes">The bytes, which may be none. They are the pipe's own, and good until the source is filled again.</param>
/// <param name="EndsLine">True when the line ends after these bytes.</param>
internal readonly record struct LineFragment(ReadOnlyMemory<byte> Bytes, bool EndsLine);
