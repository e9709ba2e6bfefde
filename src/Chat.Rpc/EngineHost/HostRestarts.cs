using Chat.Core.Errors;

namespace Chat.Rpc.EngineHost;

/// <summary>Counts the hosts that ended unasked, and says when the next one may start. Safe for use by several threads.</summary>
/// <param name="time">The clock.</param>
internal sealed class HostRestarts(TimeProvider time)
{
    /// <summary>How long a crash counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.Zero,
        TimeSpan.FromMilliseconds(250),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(4),
    ];

    private readonly Lock _gate = new();
    private readonly Queue<long> _crashes = new();

    /// <summary>A host ended unasked.</summary>
    public void Crashed()
    {
        lock (_gate)
        {
            _crashes.Enqueue(time.GetTimestamp());
            // No more than are needed to know that it is too many.
            if (_crashes.Count > Delays.Length + 1)
            {
                _crashes.Dequeue();
            }
        }
    }

    /// <summary>How long to wait before the next start.</summary>
    /// <exception cref="ChatException">It is too often: kind <see cref="ChatErrorKind.EngineCrashed"/>.</exception>
    public TimeSpan Next()
    {
        lock (_gate)
        {
            while (_crashes.TryPeek(out var first) && time.GetElapsedTime(first) >= Window)
            {
                _crashes.Dequeue();
            }

            if (_crashes.Count > Delays.Length)
            {
                throw EngineHostFaults.TooOften(_crashes.Count, Window, Window - time.GetElapsedTime(_crashes.Peek()));
            }

            return _crashes.Count == 0 ? TimeSpan.Zero : Delays[_crashes.Count - 1];
        }
    }
}
