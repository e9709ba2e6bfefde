using Chat.Core.Backends;

namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>models/load</c>, <c>models/unload</c> and <c>models/pull</c>.</summary>
public sealed record ModelResult
{
    /// <summary>The model, as it is now.</summary>
    public required ModelDescription Model { get; init; }
}
