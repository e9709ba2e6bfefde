using Chat.Core.Backends;

namespace Chat.Engine.Threads;

/// <summary>
/// Lets one model compute at a time: two at once on the same cores would make each other's threads wait. Who waits with a higher priority
/// goes first, and of equals who came first; so models take turns, a batch each.
/// </summary>
internal sealed class ComputeGate
{
    private readonly object _lock = new();

    // One for each thread of a model that waits.
    private readonly PriorityQueue<object, (RequestPriority Priority, long Order)> _waiting = new();
    private object? _holder;
    private long _order;

    /// <summary>Waits for the turn. Blocks.</summary>
    /// <param name="priority">The priority of what is to be computed.</param>
    public void Enter(RequestPriority priority)
    {
        var ticket = new object();
        lock (_lock)
        {
            if (_holder is null)
            {
                _holder = ticket;
                return;
            }

            _waiting.Enqueue(ticket, (priority, _order++));
            while (_holder != ticket)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Gives the turn to the next one.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _holder = _waiting.TryDequeue(out var next, out _) ? next : null;
            Monitor.PulseAll(_lock);
        }
    }
}
