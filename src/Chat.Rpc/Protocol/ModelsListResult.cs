using Chat.Core.Backends;

namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>models/list</c>.</summary>
public sealed record ModelsListResult
{
    /// <summary>The models.</summary>
    public required IReadOnlyList<ModelDescription> Models { get; init; }

    /// <summary>Profiles that could not be asked, a sentence each; null when all could.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
