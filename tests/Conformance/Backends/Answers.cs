using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Conformance.Tests.Backends;

/// <summary>Gets answers of a backend and compares them.</summary>
internal static class Answers
{
    /// <summary>Far longer than any step of a test takes; it only ends one that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    extension(ChatCompletion answer)
    {
        /// <summary>The text of the first choice.</summary>
        public string Text => answer.AssistantMessage()?.Content?.Text ?? "";
    }

    public static Task Soon(this Task task) => task.WaitAsync(Patience);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task<ChatCompletion> WholeAsync(this IChatBackend backend, ChatCompletionRequest request) =>
        backend.CompleteAsync(request, CancellationToken.None).Soon();

    /// <summary>The chunks of a whole stream.</summary>
    public static async Task<IReadOnlyList<ChatCompletionChunk>> ChunksAsync(
        this IChatBackend backend,
        ChatCompletionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var chunks = new List<ChatCompletionChunk>();
        await DrainAsync(backend, request, chunks.Add, cancellationToken).Soon();
        return chunks;
    }

    /// <summary>The answer of a whole stream.</summary>
    public static async Task<ChatCompletion> GatheredAsync(this IChatBackend backend, ChatCompletionRequest request)
    {
        var gathered = new ChatCompletionAccumulator();
        await DrainAsync(backend, request, chunk => gathered.Add(chunk), CancellationToken.None).Soon();
        return gathered.ToCompletion();
    }

    /// <summary>Fails unless two answers to one question say the same. Ids, times and costs may differ.</summary>
    public static void AssertSame(ChatCompletion expected, ChatCompletion actual)
    {
        Assert.Equal(expected.Choices.Select(Told), actual.Choices.Select(Told));
        Assert.Equal(expected.Outcome, actual.Outcome);
        Assert.Equal(expected.Model, actual.Model);
    }

    private static async Task DrainAsync(
        IChatBackend backend,
        ChatCompletionRequest request,
        Action<ChatCompletionChunk> take,
        CancellationToken cancellationToken
    )
    {
        await foreach (var chunk in backend.StreamAsync(request, cancellationToken))
        {
            take(chunk);
        }
    }

    private static string Told(ChatChoice choice) =>
        string.Join(
            " | ",
            choice.Index,
            choice.Message.Role,
            choice.Message.Content?.Text ?? "",
            choice.Message.Reasoning ?? "",
            choice.Message.Refusal ?? "",
            choice.FinishReason,
            string.Join(
                ", ",
                (choice.Message.ToolCalls ?? []).Select(call => $"{call.Function?.Name}({call.Function?.Arguments})")
            ),
            string.Concat((choice.Logprobs?.Content ?? []).Select(entry => $"[{entry.Token}]"))
        );
}
