using Chat.Core.Streaming;

namespace Chat.Http.Exchange;

/// <summary>A stream whose first chunk has come.</summary>
/// <param name="Source">The rest of the chunks.</param>
/// <param name="First">The first chunk; null when the stream ended before one came.</param>
/// <param name="RequestId">The server's id of the request, when it gave one.</param>
internal sealed record OpenedStream(IChunkSource Source, ChatCompletionChunk? First, string? RequestId);
