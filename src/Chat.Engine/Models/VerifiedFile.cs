namespace Chat.Engine.Models;

/// <summary>A file whose bytes were hashed once: while size and time stay the same, so, it is taken, do the bytes.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="SizeBytes">The size in bytes when it was hashed.</param>
/// <param name="ModifiedTicks">The UTC time of its last change when it was hashed, in ticks of 100 ns.</param>
/// <param name="Sha256">The SHA-256 that it had, lowercase hexadecimal.</param>
internal sealed record VerifiedFile(string Path, long SizeBytes, long ModifiedTicks, string Sha256);
