namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>profiles/test</c>.</summary>
public sealed record ProfilesTestParams
{
    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }
}
