namespace Chat.Client.Files;

/// <summary>What <see cref="BoundedFile"/> found.</summary>
/// <param name="State">What became of the reading.</param>
/// <param name="Bytes">The bytes; empty unless it was read.</param>
/// <param name="Cause">Why it could not be read; null where no exception says so.</param>
public sealed record FileContent(FileState State, ReadOnlyMemory<byte> Bytes = default, Exception? Cause = null);
