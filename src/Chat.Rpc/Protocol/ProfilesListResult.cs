namespace Chat.Rpc.Protocol;

/// <summary>Result of <c>profiles/list</c>.</summary>
public sealed record ProfilesListResult
{
    /// <summary>The profiles, by name.</summary>
    public required IReadOnlyList<ProfileSummary> Profiles { get; init; }
}
