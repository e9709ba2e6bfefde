using Xunit;

namespace Chat.Testing;

/// <summary>
/// The right to compute with the engine. Test projects run side by side, and two engines at once on a machine of few cores would slow each
/// other down many times over; so each project takes this turn for as long as it computes.
/// </summary>
public sealed class EngineTurn : IAsyncLifetime
{
    private const string Name = "chat-engine-tests";

    private readonly TaskCompletionSource _over = new();
    private Thread? _holder;

    /// <summary>Waits for the turn.</summary>
    public Task InitializeAsync()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A mutex belongs to a thread, and a test to none; so this thread waits for the turn, holds it and gives it back.
        _holder = new Thread(() => Hold(taken)) { IsBackground = true, Name = Name };
        _holder.Start();
        return taken.Task;
    }

    /// <summary>Gives the turn back.</summary>
    public Task DisposeAsync()
    {
        _over.SetResult();
        _holder?.Join();
        return Task.CompletedTask;
    }

    private void Hold(TaskCompletionSource taken)
    {
        using var turn = new Mutex(initiallyOwned: false, Name);
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // A test run that was killed holds nothing any more: the turn is ours.
        }

        taken.SetResult();
        _over.Task.Wait();
        turn.ReleaseMutex();
    }
}
