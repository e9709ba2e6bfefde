using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Http;
using Chat.Http.Resilience;
using Chat.Testing.FakeServers;
using Chat.Testing.Quirks;

namespace Chat.Conformance.Tests.Quirks;

/// <summary>What a client makes of a quirk.</summary>
/// <param name="Result">The answer, or beside an error the part that had come; null for none.</param>
/// <param name="Error">The error; null for none.</param>
/// <param name="Chunks">The chunks of a stream.</param>
internal sealed record QuirkReading(
    ChatCompletion? Result,
    ChatException? Error,
    IReadOnlyList<ChatCompletionChunk> Chunks
)
{
    /// <summary>Far longer than any quirk takes; it only ends a client that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Makes the backend that a quirk is for.</summary>
    /// <param name="backends">Makes it.</param>
    /// <param name="server">The server that sends the quirk.</param>
    /// <param name="quirk">The quirk.</param>
    /// <param name="retries">How often a request is sent again.</param>
    /// <param name="maxEventBytes">The most bytes of an event.</param>
    public static IChatBackend NewBackend(
        HttpBackends backends,
        FakeServer server,
        Quirk quirk,
        int retries = 0,
        int maxEventBytes = 64 << 20
    ) =>
        backends.Create(
            new HttpBackendOptions
            {
                Target = quirk.Expected.Dialect,
                BaseAddress = quirk.Expected.Dialect is "ollama" or "azure"
                    ? server.Address
                    : new Uri(server.Address, "/v1"),
                ApiVersion = quirk.Expected.Dialect == "azure" ? "2024-10-21" : null,
                Retry = RetryOptions.Default with { MaxRetries = retries },
                Limits = TimeLimits.None,
                MaxEventBytes = maxEventBytes,
            }
        );

    /// <summary>The request that a quirk answers.</summary>
    public static ChatCompletionRequest Request(Quirk quirk) =>
        quirk.Expected.Endpoint == "generate"
            ? ChatCompletionRequest.Create("m") with
            {
                Prompt = "x",
            }
            : ChatCompletionRequest.Create("m", ChatMessage.User("x"));

    /// <summary>Reads the server's next reply.</summary>
    public static Task<QuirkReading> ReadAsync(IChatBackend backend, Quirk quirk) =>
        (quirk.Expected.Streaming ? StreamAsync(backend, quirk) : WholeAsync(backend, quirk)).WaitAsync(Patience);

    private static async Task<QuirkReading> WholeAsync(IChatBackend backend, Quirk quirk)
    {
        try
        {
            return new QuirkReading(await backend.CompleteAsync(Request(quirk), CancellationToken.None), null, []);
        }
        catch (ChatException error)
        {
            return new QuirkReading(error.Partial, error, []);
        }
    }

    private static async Task<QuirkReading> StreamAsync(IChatBackend backend, Quirk quirk)
    {
        var chunks = new List<ChatCompletionChunk>();
        var gathered = new ChatCompletionAccumulator();
        try
        {
            await foreach (var chunk in backend.StreamAsync(Request(quirk), CancellationToken.None))
            {
                chunks.Add(chunk);
                gathered.Add(chunk);
            }

            return new QuirkReading(gathered.ToCompletion(), null, chunks);
        }
        catch (ChatException error)
        {
            return new QuirkReading(error.Partial, error, chunks);
        }
    }
}
