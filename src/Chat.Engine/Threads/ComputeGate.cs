using Chat.Core.Backends;

namespace Chat.Engine.Threads;

/// <summary>
/// Lets one model compute at a time: two at once on the same cores would make each other's threads wait. A model says with which priority
/// it has something to compute, also between two of its batches; while it has, no model with less gets the turn. Of equals who came first
/// goes first, so models take turns, a batch each.
/// </summary>
/// <remarks>
/// Nobody waits for ever: a model that has said so computes next, or takes it back; between its batches it waits for no other model.
/// </remarks>
internal sealed class ComputeGate
{
    private readonly object _lock = new();

    // One for each thread of a model that waits, and one for each model that has something to compute.
    private readonly PriorityQueue<object, (RequestPriority Priority, long Order)> _waiting = new();
    private readonly Dictionary<object, RequestPriority> _wanting = [];
    private object? _holder;
    private long _order;

    /// <summary>Says that a model has something to compute, until it says otherwise.</summary>
    /// <param name="model">The model; any object of its own.</param>
    /// <param name="priority">The highest priority of what it has.</param>
    /// <returns>True when another model has something to compute too.</returns>
    public bool Want(object model, RequestPriority priority)
    {
        lock (_lock)
        {
            _wanting[model] = priority;
            GiveTurn();
            return _wanting.Count > 1;
        }
    }

    /// <summary>Says that a model has nothing to compute. Nothing happens when it said so before.</summary>
    /// <param name="model">The model.</param>
    public void WantNothing(object model)
    {
        lock (_lock)
        {
            if (_wanting.Remove(model))
            {
                GiveTurn();
            }
        }
    }

    /// <summary>Waits for the turn. Blocks.</summary>
    /// <param name="model">The model, which has said with which priority it wants to compute and waits for one turn at a time.</param>
    /// <exception cref="InvalidOperationException">It has not said so.</exception>
    public void Enter(object model)
    {
        lock (_lock)
        {
            if (!_wanting.TryGetValue(model, out var priority))
            {
                throw new InvalidOperationException("A model that wants nothing does not wait for its turn.");
            }

            _waiting.Enqueue(model, (priority, _order++));
            GiveTurn();
            while (_holder != model)
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
            _holder = null;
            GiveTurn();
        }
    }

    // When the first that waits must wait for a model of higher priority, so must all behind it.
    private void GiveTurn()
    {
        if (
            _holder is null
            && _waiting.TryPeek(out var next, out var rank)
            && _wanting.All(other => other.Key == next || other.Value >= rank.Priority)
        )
        {
            _holder = _waiting.Dequeue();
            Monitor.PulseAll(_lock);
        }
    }
}
