namespace Chat.Daemon.Profiles;

/// <summary>What <c>profiles test</c> is to check.</summary>
internal sealed record TestPlan
{
    /// <summary>The model to look for; null for the profile's own.</summary>
    public string? Model { get; init; }

    /// <summary>True asks for an answer too.</summary>
    public bool Complete { get; init; }

    /// <summary>The time for each check; null for the defaults.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>True when the profiles were named: then a ready-made one without a server is a problem too.</summary>
    public bool IsNamed { get; init; }
}
