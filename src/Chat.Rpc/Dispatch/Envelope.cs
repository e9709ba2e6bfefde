using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>A message as far as dispatch looks at it; the rest is a range of the body's bytes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The id; null when there is none or it cannot be read.</param>
/// <param name="Method">The method of a request or notification; empty for others.</param>
/// <param name="Content">Where the params, the result or the error stand in the body; empty for none.</param>
/// <param name="Fault">Why the message is broken; null when it is not.</param>
internal readonly record struct Envelope(EnvelopeKind Kind, RpcId? Id, string Method, Range Content, RpcError? Fault);
