namespace Chat.Client.Profiles;

/// <summary>The profiles that are there without a file.</summary>
/// <param name="Profiles">The sound ones; <c>local</c> and <c>ollama</c> are always there.</param>
/// <param name="Broken">Those whose variables are wrong.</param>
public sealed record ReadyMadeProfiles(IReadOnlyList<ChatProfile> Profiles, IReadOnlyList<BrokenProfile> Broken);
