namespace Chat.Testing.FakeModels;

/// <summary>The models of a fake model server. Each but the first does one thing wrong, or late. Any other name is a 404.</summary>
public static class MagicModels
{
    /// <summary>Answers as <see cref="EchoModel"/> says.</summary>
    public const string Echo = "echo";

    /// <summary>Answers one token, then waits for <see cref="FakeModelServer.SlowGate"/>; without streaming it waits before the status line.</summary>
    public const string Slow = "slow";

    /// <summary>Ends with the finish reason <c>content_filter</c>.</summary>
    public const string Filtered = "filtered";

    /// <summary>Answers two tokens, then an error inside the stream; without streaming status 500.</summary>
    public const string Broken = "broken";

    /// <summary>Answers two tokens, then closes the connection; without streaming in the middle of the body.</summary>
    public const string Cut = "cut";

    /// <summary>Status 429 with <c>Retry-After: 1</c>.</summary>
    public const string Limited = "limited";

    /// <summary>Status 503 without <c>Retry-After</c>.</summary>
    public const string Busy = "busy";

    /// <summary>Status 400: the prompt does not fit the context.</summary>
    public const string Full = "full";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Echo, Slow, Filtered, Broken, Cut, Limited, Busy, Full];
}
