using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Daemon.Tests.Support;

/// <summary>A fake that notes priorities.</summary>
internal sealed class PrioritizedFake(FakeBackend inner) : DelegatingChatBackend(inner), IPrioritizedBackend
{
    public List<RequestPriority> Priorities { get; } = [];

    public Task<ChatCompletion> CompleteAsync(
        ChatCompletionRequest request,
        RequestPriority priority,
        CancellationToken cancellationToken
    )
    {
        Priorities.Add(priority);
        return CompleteAsync(request, cancellationToken);
    }

    public IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        RequestPriority priority,
        CancellationToken cancellationToken
    )
    {
        Priorities.Add(priority);
        return StreamAsync(request, cancellationToken);
    }
}
