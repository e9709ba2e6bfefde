using Chat.Http.Connections;
using Chat.Http.Lines;

namespace Chat.Http.Exchange;

/// <summary>What the reading of a stream needs to know.</summary>
/// <param name="Peer">The server, for messages.</param>
/// <param name="Limits">How much one item may hold.</param>
/// <param name="Times">Measures each chunk.</param>
/// <param name="RequestId">The server's id of the request, when it gave one.</param>
internal sealed record StreamContext(Peer Peer, StreamLimits Limits, ChunkTimes Times, string? RequestId);
