namespace Chat.Client.Recording;

/// <summary>When a replayed answer comes.</summary>
public enum ReplayTiming
{
    /// <summary>At once. What the answer says of its own times stays as recorded.</summary>
    Instant,

    /// <summary>Each chunk, whole answer or failure as long after the request as it came when it was recorded.</summary>
    Exact,
}
