namespace Chat.Client.Profiles;

/// <summary>The keys of a profile in the file, by kind. The schema in <c>docs/schemas</c> says the same.</summary>
internal static class ProfileKeys
{
    /// <summary>The highest value of <c>retries</c>.</summary>
    public const int MaxRetries = 10;

    private static readonly string[] Common = ["kind", "model", "strict", "timeouts"];
    private static readonly string[] Remote = [.. Common, "url", "key", "headers", "retries", "proxy"];
    private static readonly string[] OpenAI = [.. Remote, "organization", "project"];
    private static readonly string[] Azure = [.. Remote, "apiVersion", "deployments"];

    /// <summary>Every key of any kind.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OpenAI.Union(Azure, StringComparer.Ordinal)];

    /// <summary>The keys of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static IReadOnlyList<string> Of(ProfileKind kind) =>
        kind.Value switch
        {
            "local" => Common,
            "openai" or "openai-compatible" => OpenAI,
            "azure" => Azure,
            _ => Remote,
        };
}
