namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>models/list</c>.</summary>
public sealed record ModelsListParams
{
    /// <summary>The profile to list; null for all.</summary>
    public string? Profile { get; init; }
}
