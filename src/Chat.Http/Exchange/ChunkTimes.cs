namespace Chat.Http.Exchange;

/// <summary>Measures when chunks came, from the moment the request left.</summary>
/// <param name="time">The clock.</param>
internal sealed class ChunkTimes(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private long _last = time.GetTimestamp();

    /// <summary>From the chunk before, or from the request, to the last <see cref="Mark"/>.</summary>
    public TimeSpan SinceLast { get; private set; }

    /// <summary>From the request to the last <see cref="Mark"/>.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>Says that a chunk came.</summary>
    public void Mark()
    {
        var now = time.GetTimestamp();
        SinceLast = time.GetElapsedTime(_last, now);
        Total = time.GetElapsedTime(_start, now);
        _last = now;
    }
}
