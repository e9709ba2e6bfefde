using System.Globalization;
using Chat.Client.Profiles;
using Chat.Core.Errors;

namespace Chat.Daemon.Rpc;

/// <summary>The time limits of one answer. For one reader.</summary>
internal sealed class LimitClock : IDisposable
{
    private readonly ProfileTimeouts _limits;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _phase;
    private readonly CancellationTokenSource _any;
    private bool _hasBegun;
    private bool _isPast;

    /// <summary>Starts the total time.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The caller's own.</param>
    public LimitClock(ProfileTimeouts limits, TimeProvider time, CancellationToken cancellationToken)
    {
        _limits = limits;
        _total = new CancellationTokenSource(limits.Total ?? Timeout.InfiniteTimeSpan, time);
        _phase = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(_total.Token, _phase.Token, cancellationToken);
    }

    /// <summary>Cancelled when a limit has passed, or by the caller.</summary>
    public CancellationToken Token => _any.Token;

    /// <summary>The limit that has passed; null while none has.</summary>
    public ChatException? Failure =>
        _total.IsCancellationRequested
            ? Passed(ChatErrorKind.TotalTimeout, "The answer was not whole", _limits.Total, "total")
        : !_phase.IsCancellationRequested ? null
        : _isPast ? Passed(ChatErrorKind.IdleTimeout, "No further token came", _limits.Idle, "idle")
        : Passed(ChatErrorKind.FirstTokenTimeout, "No token came", _limits.FirstToken, "first-token");

    /// <summary>The wait for a chunk begins.</summary>
    public void Start()
    {
        _isPast = _hasBegun;
        _hasBegun = true;
        _phase.CancelAfter((_isPast ? _limits.Idle : _limits.FirstToken) ?? Timeout.InfiniteTimeSpan);
    }

    /// <summary>The wait for a chunk is over.</summary>
    public void Stop() => _phase.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        _any.Dispose();
        _phase.Dispose();
        _total.Dispose();
    }

    private static ChatException Passed(ChatErrorKind kind, string what, TimeSpan? limit, string name) =>
        new(
            kind,
            string.Create(CultureInfo.InvariantCulture, $"{what} after {limit!.Value.TotalSeconds:0.###} s."),
            $"Raise the {name} limit, or ask for less."
        )
        {
            IsRetryable = true,
        };
}
