namespace Chat.Testing.FakeServers;

/// <summary>A gate in a reply: the server waits at it until the test opens it. So a test can look at the moment in between without sleeping.</summary>
public sealed class FakeGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when a reply came to the gate the first time: everything before it was handed to the network.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Opens the gate, for good. A second call does nothing.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Reports that a reply came to the gate, and waits until it is open.</summary>
    /// <exception cref="OperationCanceledException">The client went away, or the server was disposed.</exception>
    internal Task PassAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _open.Task.WaitAsync(cancellationToken);
    }
}
