using Chat.Core.Backends;
using Chat.Core.Requests;

namespace Chat.Conformance.Tests.Backends;

/// <summary>A backend under test, and what a test must know of what stands behind it.</summary>
internal sealed class ConformanceTarget : IAsyncDisposable
{
    /// <summary>The backend.</summary>
    public required IChatBackend Backend { get; init; }

    /// <summary>The name of the model that answers.</summary>
    public required string Model { get; init; }

    /// <summary>A request whose answer is far from done when its first chunk has come, and does not end before a test does.</summary>
    public required ChatCompletionRequest Endless { get; init; }

    /// <summary>Done when nothing works behind the backend any more.</summary>
    public Func<Task> UntilIdle { get; init; } = () => Task.CompletedTask;

    /// <summary>Done when a request stands before the backend's model.</summary>
    public Func<Task> UntilAsked { get; init; } = () => Task.CompletedTask;

    /// <summary>What else is to be closed with the target, in this order.</summary>
    public IReadOnlyList<Func<ValueTask>> Owned { get; init; } = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var close in Owned)
        {
            await close();
        }
    }
}
