using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Rpc.Tests.Support;

/// <summary>A backend whose stream a test writes.</summary>
internal sealed class ScriptedBackend(
    Func<ChatCompletionRequest, CancellationToken, IAsyncEnumerable<ChatCompletionChunk>> stream
) : IChatBackend
{
    public BackendCapabilities Capabilities { get; } = new([]);

    /// <summary>A backend that answers with numbered chunks: <c>0 </c>, <c>1 </c> and so on.</summary>
    public static ScriptedBackend Counting(int chunks) =>
        new((request, cancellation) => Count(request, chunks, cancellation));

    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        var answer = new ChatCompletionAccumulator();
        await foreach (var chunk in stream(request, cancellationToken))
        {
            answer.Add(chunk);
        }

        return answer.ToCompletion();
    }

    public IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    ) => stream(request, cancellationToken);

    public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelDescription>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static ChatCompletionChunk Chunk(string text, bool isLast = false) =>
        new()
        {
            Id = "chatcmpl-1",
            Created = 1,
            Model = "m",
            Choices =
            [
                new ChunkChoice
                {
                    Index = 0,
                    Delta = new ChatDelta { Content = text },
                    FinishReason = isLast ? FinishReason.Stop : null,
                },
            ],
            IsLastChunk = isLast,
        };

    private static async IAsyncEnumerable<ChatCompletionChunk> Count(
        ChatCompletionRequest request,
        int chunks,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var index = 0; index < chunks; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Chunk($"{request.User}{index} ", index == chunks - 1);
            if (index % 16 == 15)
            {
                await Task.Yield();
            }
        }
    }
}
