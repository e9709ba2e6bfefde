namespace Chat.Engine.Scheduling;

/// <summary>
/// The requests of a scheduler: those let in and those that wait, each in the order of priority and then of coming. It holds at most as
/// many as the backend lets in. Used by one thread.
/// </summary>
internal sealed class RequestLine
{
    private readonly List<GenerationJob> _waiting = [];
    private readonly List<GenerationJob> _running = [];
    private long _orders;

    /// <summary>The requests let in; good until one is moved.</summary>
    public IReadOnlyList<GenerationJob> Running => _running;

    /// <summary>How many wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>
    /// The first that waits and could go on; null when there is none. One that was put back while its reader was far behind waits for the
    /// reader too.
    /// </summary>
    public GenerationJob? Next => _waiting.Find(job => job.HasRoom);

    /// <summary>The last one let in whose reader is far behind; null when there is none.</summary>
    public GenerationJob? Stuck => _running.FindLast(job => !job.HasRoom);

    /// <summary>
    /// Who gives its room to the others when it does not last: one whose reader is far behind, else the one that came last of the lowest
    /// priority, never the first that can go on, so that there is always one that does. Null when there is nobody else.
    /// </summary>
    public GenerationJob? Yielding
    {
        get
        {
            var first = _running.Find(job => job.HasRoom);
            return _running
                .Where(job => job != first && job.Sequences.Any(sequence => sequence.Cached is not null))
                .OrderBy(job => !job.HasRoom)
                .LastOrDefault();
        }
    }

    /// <summary>Those let in whose priority is lower than that of another one, in their order.</summary>
    /// <param name="job">The other one.</param>
    public List<GenerationJob> Behind(GenerationJob job) => _running.FindAll(other => other.Priority > job.Priority);

    /// <summary>The last one let in; null when not all of them have a lower priority than another one.</summary>
    /// <param name="job">The other one.</param>
    public GenerationJob? LastIfAllBehind(GenerationJob job) =>
        _running.TrueForAll(other => other.Priority > job.Priority) ? _running[^1] : null;

    /// <summary>All of them, in a list of its own.</summary>
    public List<GenerationJob> All() => [.. _running, .. _waiting];

    /// <summary>Adds one that is new.</summary>
    /// <param name="job">The request.</param>
    public void Add(GenerationJob job)
    {
        job.Order = _orders++;
        Insert(_waiting, job);
    }

    /// <summary>Lets one in that waits.</summary>
    /// <param name="job">The request.</param>
    public void Admit(GenerationJob job)
    {
        _waiting.Remove(job);
        Insert(_running, job);
    }

    /// <summary>Lets one wait again that was let in; it keeps its place before those that came later.</summary>
    /// <param name="job">The request.</param>
    public void PutBack(GenerationJob job)
    {
        _running.Remove(job);
        Insert(_waiting, job);
    }

    /// <summary>Removes one.</summary>
    /// <param name="job">The request.</param>
    public void Remove(GenerationJob job)
    {
        _running.Remove(job);
        _waiting.Remove(job);
    }

    private static void Insert(List<GenerationJob> list, GenerationJob job)
    {
        var place = list.FindIndex(other => IsBefore(job, other));
        list.Insert(place < 0 ? list.Count : place, job);
    }

    private static bool IsBefore(GenerationJob one, GenerationJob other) =>
        one.Priority != other.Priority ? one.Priority < other.Priority : one.Order < other.Order;
}
