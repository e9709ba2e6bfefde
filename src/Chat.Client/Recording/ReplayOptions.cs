using System.Collections.Frozen;

namespace Chat.Client.Recording;

/// <summary>How a cassette is played back.</summary>
public sealed record ReplayOptions
{
    /// <summary>
    /// The fields that by default do not count when requests are compared: how the answer is carried, and labels, classes of service and
    /// cache hints that do not change what it says.
    /// </summary>
    public static IReadOnlySet<string> DefaultIgnoredFields { get; } =
        new[]
        {
            "stream",
            "stream_options",
            "store",
            "metadata",
            "user",
            "safety_identifier",
            "service_tier",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "keep_alive",
        }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>When answers come. Default: at once.</summary>
    public ReplayTiming Timing { get; init; } = ReplayTiming.Instant;

    /// <summary>
    /// True lets an exchange answer again once all that match are used: the last of them does. Default: false, each answers once. A list
    /// of models always answers again.
    /// </summary>
    public bool Reuse { get; init; }

    /// <summary>Top-level fields, by wire name, that do not count when requests are compared. Default: <see cref="DefaultIgnoredFields"/>.</summary>
    public IReadOnlySet<string> IgnoredFields { get; init; } = DefaultIgnoredFields;

    /// <summary>The only top-level fields, by wire name, that count; null for all that are not ignored. Default: null.</summary>
    public IReadOnlySet<string>? MatchedFields { get; init; }

    /// <summary>
    /// What was masked when the cassette was recorded. Needed where a request itself holds a secret: it is masked in the same way before it
    /// is compared. Default: null, only fields named like those that hold keys are masked.
    /// </summary>
    public CassetteRedaction? Redaction { get; init; }
}
