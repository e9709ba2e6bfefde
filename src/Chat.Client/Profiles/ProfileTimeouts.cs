namespace Chat.Client.Profiles;

/// <summary>The time limits of a profile; null leaves one to the backend's default. In <c>profiles.json</c> each is a number of seconds.</summary>
public sealed record ProfileTimeouts
{
    /// <summary>The longest limit: one day. The shortest is one millisecond.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(1);

    /// <summary>Until the connection stands.</summary>
    public TimeSpan? Connect { get; init; }

    /// <summary>From the request to the first token.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Between two tokens.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>From the request to the whole answer.</summary>
    public TimeSpan? Total { get; init; }
}
