using Chat.Core.Errors;
using Chat.Http.Failures;

namespace Chat.Http.Resilience;

/// <summary>
/// The time limits of one request, over all its attempts. It has one timer, and hands out a token that is cancelled when the limit of
/// the present phase, the total limit or the caller ends the attempt; <see cref="Explain"/> says afterwards which of them it was.
/// </summary>
/// <remarks>
/// Used by one attempt at a time; <see cref="Connected"/> may be called from any thread. <see cref="Payload"/> allocates nothing and does
/// not touch the timer after its first call: it leaves a stamp, and the timer, when it fires, waits on for what the stamp has earned.
/// </remarks>
internal sealed class StreamClock : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly TimeLimits _limits;
    private readonly TimeProvider _time;
    private readonly string _server;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _request;
    private readonly ITimer _timer;
    private readonly long _start;
    private CancellationTokenSource? _attempt;
    private volatile StreamPhase _phase;
    private long _phaseStart;
    private ChatErrorKind? _hit;
    private bool _disposed;
    private volatile bool _isHeld;

    /// <summary>Starts the total limit.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="server">The server's name, for messages.</param>
    /// <param name="caller">Cancels the request.</param>
    /// <exception cref="ChatException">A limit is out of range: see <see cref="TimeLimits.Check()"/>.</exception>
    public StreamClock(TimeLimits limits, TimeProvider time, string server, CancellationToken caller)
    {
        limits.Check();
        _limits = limits;
        _time = time;
        _server = server;
        _caller = caller;
        _request = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _start = time.GetTimestamp();
        _phaseStart = _start;
        _timer = time.CreateTimer(
            static clock => ((StreamClock)clock!).OnTimer(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        Enter(StreamPhase.Waiting);
    }

    /// <summary>Where the request stands.</summary>
    public StreamPhase Phase => _phase;

    /// <summary>Cancelled by the caller and by the total limit: for waits between attempts.</summary>
    public CancellationToken RequestToken => _request.Token;

    /// <summary>Cancelled by the caller and by every limit: for the present attempt and the reading of its stream.</summary>
    public CancellationToken Token => _attempt?.Token ?? _request.Token;

    /// <summary>Starts an attempt, and with it the connect limit.</summary>
    /// <returns>The attempt's <see cref="Token"/>.</returns>
    public CancellationToken BeginAttempt()
    {
        lock (_gate)
        {
            _attempt?.Dispose();
            _attempt = CancellationTokenSource.CreateLinkedTokenSource(_request.Token);
            _hit = _hit is ChatErrorKind.TotalTimeout ? _hit : null;
        }

        Enter(StreamPhase.Connecting);
        return Token;
    }

    /// <summary>Ends a failed attempt: until the next begins, only the total limit runs.</summary>
    public void EndAttempt() => Enter(StreamPhase.Waiting);

    /// <summary>Says that a connection takes the request; starts the first-token limit. A second call changes nothing.</summary>
    public void Connected()
    {
        lock (_gate)
        {
            if (_phase == StreamPhase.Connecting)
            {
                Enter(StreamPhase.FirstToken);
            }
        }
    }

    /// <summary>Says that a piece of payload came; starts the idle limit anew. Not to be called for comments.</summary>
    public void Payload()
    {
        Volatile.Write(ref _phaseStart, _time.GetTimestamp());
        if (_phase != StreamPhase.Streaming)
        {
            Enter(StreamPhase.Streaming);
        }
    }

    /// <summary>
    /// Says that the caller has a chunk in hand: until <see cref="TakeUp"/> the idle limit does not run, for the time that the caller takes is
    /// not the server's. The total limit goes on.
    /// </summary>
    public void HandOut() => _isHeld = true;

    /// <summary>Says that the caller has come back for more; starts the idle limit anew.</summary>
    public void TakeUp()
    {
        if (_isHeld)
        {
            Volatile.Write(ref _phaseStart, _time.GetTimestamp());
            _isHeld = false;
        }
    }

    /// <summary>Says whether the caller or a limit was behind a failure.</summary>
    /// <param name="cause">What the attempt or the reading threw.</param>
    /// <returns>
    /// An <see cref="OperationCanceledException"/> with the caller's token when the caller cancelled; a <see cref="ChatException"/> when a
    /// limit was hit; null when neither was behind it.
    /// </returns>
    public Exception? Explain(Exception cause)
    {
        if (_caller.IsCancellationRequested)
        {
            return new OperationCanceledException("The caller cancelled the request.", cause, _caller);
        }

        if (cause is ChatException or ServerFailureException)
        {
            return null;
        }

        // The handler's own connect limit, which runs on the machine's clock, shows as a cancellation with this inner exception.
        var hit = cause is OperationCanceledException { InnerException: TimeoutException }
            ? ChatErrorKind.ConnectTimeout
            : (ChatErrorKind?)null;
        lock (_gate)
        {
            hit = _hit ?? hit;
        }

        return hit is { } kind ? LimitFailures.Of(kind, _limits, _server, cause) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
            _attempt?.Dispose();
            _request.Dispose();
        }
    }

    private void Enter(StreamPhase phase)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                var now = _time.GetTimestamp();
                _phase = phase;
                Volatile.Write(ref _phaseStart, now);
                Arm(now);
            }
        }
    }

    private void OnTimer()
    {
        CancellationTokenSource? ended = null;
        lock (_gate)
        {
            if (_disposed || _hit is not null)
            {
                return;
            }

            var now = _time.GetTimestamp();
            if (Left(_limits.Total, _start, now) <= TimeSpan.Zero)
            {
                (_hit, ended) = (ChatErrorKind.TotalTimeout, _request);
            }
            else if (_isHeld)
            {
                Volatile.Write(ref _phaseStart, now);
                Arm(now);
            }
            else if (Left(PhaseLimit, Volatile.Read(ref _phaseStart), now) <= TimeSpan.Zero)
            {
                (_hit, ended) = (PhaseKind, _attempt);
            }
            else
            {
                Arm(now);
            }
        }

        End(ended);
    }

    // Outside the lock: what waits on the token runs inside Cancel, and may call back.
    private static void End(CancellationTokenSource? ended)
    {
        try
        {
            ended?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request ended between the limit and this line; there is nothing left to cancel.
        }
    }

    private void Arm(long now)
    {
        var total = Left(_limits.Total, _start, now);
        var phase = Left(PhaseLimit, Volatile.Read(ref _phaseStart), now);
        var wait = total < phase || phase is null ? total : phase;
        _timer.Change(
            wait is { } time ? (time > ShortestWait ? time : ShortestWait) : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    private TimeSpan? Left(TimeSpan? limit, long since, long now) => limit - _time.GetElapsedTime(since, now);

    private TimeSpan? PhaseLimit =>
        _phase switch
        {
            StreamPhase.Connecting => _limits.Connect,
            StreamPhase.FirstToken => _limits.FirstToken,
            StreamPhase.Streaming => _limits.Idle,
            _ => null,
        };

    private ChatErrorKind PhaseKind =>
        _phase switch
        {
            StreamPhase.Connecting => ChatErrorKind.ConnectTimeout,
            StreamPhase.FirstToken => ChatErrorKind.FirstTokenTimeout,
            _ => ChatErrorKind.IdleTimeout,
        };
}
