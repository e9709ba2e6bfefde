using Chat.Core.Streaming;

namespace Chat.Client.Recording;

/// <summary>A recorded chunk.</summary>
/// <param name="At">From the request to the chunk, as the recorder measured it.</param>
/// <param name="Chunk">The chunk, with the times and the mark of the last one that the recording tells.</param>
public sealed record CassetteChunk(TimeSpan At, ChatCompletionChunk Chunk);
