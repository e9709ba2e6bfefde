using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Threads;

namespace Chat.Engine.Scheduling;

/// <summary>
/// Decides and computes step by step: who leaves, who comes in, what the next batch holds. One thread steps it; only
/// <see cref="Cancelled"/> may be called from another.
/// </summary>
/// <param name="source">What it computes on.</param>
/// <param name="time">The clock of what it measures.</param>
/// <param name="gate">The turn to compute, which all models share.</param>
/// <param name="threads">Chooses how many threads each decode uses.</param>
/// <param name="progress">Told how far prompts are.</param>
internal sealed class SchedulerCore(
    IDecoderSource source,
    TimeProvider time,
    ComputeGate gate,
    ThreadChooser threads,
    IProgress<EngineProgress>? progress
)
{
    private readonly RequestLine _line = new();
    private readonly PromptPace _pace = new();
    private SchedulerSpace? _space;

    /// <summary>What it has done and what it holds; read from any thread.</summary>
    public SchedulerTally Tally { get; } = new();

    /// <summary>Takes a request.</summary>
    /// <param name="job">The request.</param>
    public void Add(GenerationJob job) => _line.Add(job);

    /// <summary>Told when a request is cancelled: a decode that nobody waits for any more is stopped. Safe from any thread.</summary>
    public void Cancelled() => Volatile.Read(ref _space)?.Batch.Cancelled();

    /// <summary>Takes one step.</summary>
    /// <returns>False when there is nothing to compute until something comes from outside.</returns>
    public bool Step()
    {
        Leave();
        Admit();
        var goesOn = _space is { } space && Fill(space);
        if (goesOn)
        {
            Compute(_space!);
        }
        else
        {
            gate.WantNothing(this);
        }

        Count();
        return goesOn;
    }

    /// <summary>Ends every request with a failure, and forgets all that was computed.</summary>
    /// <param name="error">Makes the failure, anew for each request: their readers throw it at the same time.</param>
    public void Abandon(Func<Exception> error)
    {
        gate.WantNothing(this);
        Forget();
        _line.All().ForEach(job => Fail(job, error()));
        Count();
    }

    private void Leave()
    {
        foreach (var job in _line.All().Where(job => job.CancellationToken.IsCancellationRequested))
        {
            Fail(job, new OperationCanceledException(job.CancellationToken));
        }
    }

    private void Admit()
    {
        while (_line.Next is { } job)
        {
            var isAlone = _line.Running.Count == 0;
            if (_space is null || !source.Covers(job.Plan))
            {
                // A larger cache loses what the old one holds, so it comes when nothing runs any more.
                if (isAlone)
                {
                    Open(job);
                }
                else if (!TryPutBack(_line.Stuck ?? _line.LastIfAllBehind(job)))
                {
                    return;
                }
            }
            else if (isAlone || _space.HasRoomFor(job, _line.Running))
            {
                _line.Admit(job);
                job.Begin();
            }
            else if (!TryPutBack(_line.Stuck ?? Giving(_space, job)))
            {
                return;
            }
        }
    }

    // One of lower priority gives its room, but not for nothing: all of them together must have enough.
    private GenerationJob? Giving(SchedulerSpace space, GenerationJob job)
    {
        var behind = _line.Behind(job);
        return behind.Count > 0 && space.HasRoomFor(job, _line.Running, behind) ? behind[^1] : null;
    }

    private void Open(GenerationJob job)
    {
        try
        {
            Volatile.Write(ref _space, null);
            Volatile.Write(ref _space, new SchedulerSpace(source.Open(job.Plan), Tally));
        }
        catch (ChatException error)
        {
            Fail(job, error);
        }
    }

    private bool Fill(SchedulerSpace space)
    {
        while (true)
        {
            space.Batch.Clear();
            var ready = space.Fill.Ready(_line.Running);
            var work = ready.ConvertAll(sequence => new PendingWork(sequence.Job.Priority, CacheFill.Due(sequence)));
            if (work.Count == 0)
            {
                return false;
            }

            // From here to the next call that finds nothing, models with less wait; beside any other, prompts keep their pace.
            var hasOthers = gate.Want(this, work.Min(item => item.Priority));
            var shares = BatchPlanner.Plan(work, space.Batch.Capacity, _pace.Tokens, hasOthers);

            if (space.Cache.TryMakeRoom(shares.Sum()))
            {
                for (var index = 0; index < shares.Length; index++)
                {
                    if (shares[index] > 0)
                    {
                        space.Batch.Add(ready[index], shares[index]);
                    }
                }

                return true;
            }

            Yield(space);
        }
    }

    // There is no room for the next tokens of all.
    private void Yield(SchedulerSpace space)
    {
        if (!TryPutBack(_line.Yielding))
        {
            Fail(
                _line.Running.First(job => job.HasRoom),
                new ChatException(
                    ChatErrorKind.OutOfMemory,
                    $"The context of {space.Decoder.Length} tokens has no room for the next token.",
                    "Ask for fewer tokens or fewer choices."
                )
            );
        }
    }

    // It is computed again when there is room for it.
    private bool TryPutBack(GenerationJob? job)
    {
        if (job is null)
        {
            return false;
        }

        _line.PutBack(job);
        foreach (var sequence in job.Sequences)
        {
            _space?.Drop(sequence);
        }

        Tally.AddPutBack();
        return true;
    }

    private void Compute(SchedulerSpace space)
    {
        try
        {
            switch (Decode(space))
            {
                case DecodeResult.Done:
                    Take(space);
                    break;
                case DecodeResult.NoRoom when !space.Cache.Evict():
                    Yield(space);
                    break;
                case DecodeResult.Aborted:
                    space.Restore();
                    break;
                default:
                    break;
            }
        }
        catch (ChatException error)
        {
            Break(space.Batch, error);
        }
    }

    private DecodeResult Decode(SchedulerSpace space)
    {
        var batch = space.Batch;
        gate.Enter(this);
        try
        {
            space.Decoder.SetThreads(threads.Next(batch.Count));
            var start = time.GetTimestamp();
            var result = batch.Decode();
            if (result == DecodeResult.Done)
            {
                Measure(batch, time.GetElapsedTime(start));
            }

            return result;
        }
        finally
        {
            gate.Leave();
        }
    }

    private void Measure(SharedBatch batch, TimeSpan elapsed)
    {
        threads.Add(batch.Count, elapsed);
        _pace.Add(batch.Count, elapsed);
        Tally.AddDecode(batch.Entries.Count(entry => entry.Output >= 0), threads.Threads, elapsed);
    }

    private void Take(SchedulerSpace space)
    {
        foreach (var (sequence, tokens, _) in space.Batch.Entries)
        {
            sequence.Cached!.Append(sequence.Tokens.Slice(sequence.Computed, tokens));
        }

        foreach (var entry in space.Batch.Entries.Where(entry => !entry.Sequence.Job.Left.IsCompleted))
        {
            try
            {
                Tell(entry);
                space.Advance(entry);
            }
            // Whatever goes wrong in one answer is told to its own reader, and the others go on.
            catch (Exception error)
            {
                Fail(entry.Sequence.Job, error);
            }
        }

        foreach (var job in _line.Running.Where(job => !job.GoesOn).ToList())
        {
            _line.Remove(job);
            job.Finish();
        }

        TrimWhenIdle();
    }

    private void Tell(BatchEntry entry)
    {
        var prompt = entry.Sequence.Job.Plan.Prompt.Length;
        var computed = entry.Sequence.Computed;
        if (progress is not null && computed - entry.Tokens < prompt)
        {
            progress.Report(new EngineProgress(EngineStage.Prefill, (double)Math.Min(computed, prompt) / prompt));
        }
    }

    // The context may hold anything now: those in the batch fail, and the others are computed again in a new one.
    private void Break(SharedBatch batch, ChatException error)
    {
        Forget();
        foreach (var job in batch.Entries.Select(entry => entry.Sequence.Job).Distinct().ToList())
        {
            Fail(job, EngineFaults.Of(error));
        }

        while (_line.Running.Count > 0)
        {
            TryPutBack(_line.Running[^1]);
        }
    }

    private void Forget()
    {
        foreach (var sequence in _line.Running.SelectMany(job => job.Sequences))
        {
            sequence.Cached = null;
        }

        Volatile.Write(ref _space, null);
        source.Close();
    }

    private void Fail(GenerationJob job, Exception error)
    {
        _line.Remove(job);
        foreach (var sequence in job.Sequences)
        {
            _space?.Park(sequence);
        }

        job.Fail(error);
        TrimWhenIdle();
    }

    private void TrimWhenIdle()
    {
        if (_line.Running.Count == 0 && _space is not null && source.Trim())
        {
            Volatile.Write(ref _space, null);
        }
    }

    private void Count() =>
        Tally.Set(_line.Running.Count, _line.Waiting, _space?.Cache.Parked ?? 0, _space?.Cache.Used ?? 0);
}
