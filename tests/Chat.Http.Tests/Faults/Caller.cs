using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Secrets;
using Chat.Core.Streaming;
using Chat.Http.Resilience;

namespace Chat.Http.Tests.Faults;

/// <summary>A caller of one server through the public door, who never asks twice unless told to.</summary>
internal sealed class Caller : IAsyncDisposable
{
    private readonly HttpBackends _backends;

    public Caller(
        string target,
        Uri address,
        Func<HttpBackendOptions, HttpBackendOptions>? change = null,
        TimeProvider? time = null
    )
    {
        _backends = new HttpBackends(time ?? TimeProvider.System, new Random(1));
        var options = new HttpBackendOptions
        {
            Target = target,
            BaseAddress = address,
            Key = new Secret(Peers.Secret.Replace("\"", "")),
            Retry = RetryOptions.Default with { MaxRetries = 0 },
        };
        Backend = _backends.Create(change?.Invoke(options) ?? options);
    }

    public IChatBackend Backend { get; }

    public static ChatCompletionRequest Hello { get; } = ChatCompletionRequest.Create("m", ChatMessage.User("hello"));

    /// <summary>Asks, and holds how it ended to the promise of one outcome.</summary>
    public async Task<Ended> AskAsync(
        bool stream,
        ChatCompletionRequest? request = null,
        CancellationToken token = default
    )
    {
        var ended = stream ? await StreamAsync(request ?? Hello, token) : await CompleteAsync(request ?? Hello, token);
        return ended.CheckOne(stream);
    }

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        _backends.Dispose();
    }

    private async Task<Ended> CompleteAsync(ChatCompletionRequest request, CancellationToken token)
    {
        try
        {
            return new Ended([], await Backend.CompleteAsync(request, token), null);
        }
        catch (ChatException failure)
        {
            return new Ended([], failure.Partial, failure);
        }
    }

    private async Task<Ended> StreamAsync(ChatCompletionRequest request, CancellationToken token)
    {
        var chunks = new List<ChatCompletionChunk>();
        var gathered = new ChatCompletionAccumulator();
        ChatException? failure = null;
        try
        {
            await foreach (var chunk in Backend.StreamAsync(request, token))
            {
                chunks.Add(chunk);
                gathered.Add(chunk);
            }
        }
        catch (ChatException caught)
        {
            failure = caught;
        }

        return new Ended(chunks, gathered.HasChunks ? gathered.ToCompletion() : null, failure);
    }
}
