using System.Globalization;
using Chat.Client.Profiles;
using Chat.Core.Errors;

namespace Chat.Daemon.Rpc;

/// <summary>The time limits of one answer. For one reader.</summary>
internal sealed class LimitClock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ProfileTimeouts _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _any;
    private readonly ITimer? _total;
    private ITimer? _phase;
    private Task? _awaited;
    private long _wait;
    private ChatException? _failure;
    private bool _hasBegun;

    /// <summary>Starts the total time.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The caller's own.</param>
    public LimitClock(ProfileTimeouts limits, TimeProvider time, CancellationToken cancellationToken)
    {
        _limits = limits;
        _time = time;
        _any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _total = Timer(limits.Total, () => Pass(Passed(ChatErrorKind.TotalTimeout, limits.Total!.Value)));
    }

    /// <summary>Cancelled when a limit has passed, or by the caller.</summary>
    public CancellationToken Token => _any.Token;

    /// <summary>What the first limit that passed makes of the answer; null while none has.</summary>
    public ChatException? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    /// <summary>The wait for a chunk begins.</summary>
    public void Start()
    {
        var kind = _hasBegun ? ChatErrorKind.IdleTimeout : ChatErrorKind.FirstTokenTimeout;
        var limit = _hasBegun ? _limits.Idle : _limits.FirstToken;
        lock (_gate)
        {
            var wait = ++_wait;
            _phase = Timer(limit, () => PassPhase(wait, Passed(kind, limit!.Value)));
        }
    }

    /// <summary>Names what is waited for. A limit that passes when it is there cuts nothing.</summary>
    /// <param name="awaited">Ends when the chunk is there.</param>
    public void Await(Task awaited)
    {
        lock (_gate)
        {
            _awaited = awaited;
        }
    }

    /// <summary>The wait for a chunk is over: it came.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _hasBegun = true;
            _awaited = null;
            _wait++;
            _phase?.Dispose();
            _phase = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _total?.Dispose();
        _any.Dispose();
    }

    private static ChatException Passed(ChatErrorKind kind, TimeSpan limit)
    {
        var (what, name) = kind switch
        {
            ChatErrorKind.TotalTimeout => ("The answer was not whole", "total"),
            ChatErrorKind.IdleTimeout => ("No further token came", "idle"),
            _ => ("No token came", "first-token"),
        };
        return new ChatException(
            kind,
            string.Create(CultureInfo.InvariantCulture, $"{what} after {limit.TotalSeconds:0.###} s."),
            $"Raise the {name} limit, or ask for less."
        )
        {
            IsRetryable = true,
        };
    }

    private ITimer? Timer(TimeSpan? limit, Action pass) =>
        limit is { } time
            ? _time.CreateTimer(_ => pass(), state: null, time, System.Threading.Timeout.InfiniteTimeSpan)
            : null;

    private void PassPhase(long wait, ChatException failure)
    {
        lock (_gate)
        {
            // The timer may fire at the very moment at which the chunk comes, and be heard later.
            if (_wait != wait || _awaited is { IsCompleted: true })
            {
                return;
            }
        }

        Pass(failure);
    }

    private void Pass(ChatException failure)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            _failure = failure;
        }

        try
        {
            _any.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer ended at the same moment.
        }
    }
}
