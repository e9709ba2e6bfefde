using System.Net.Http.Headers;
using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Http.Connections;
using Chat.Http.Dialects;
using Chat.Http.Exchange;
using Chat.Http.Sse;

namespace Chat.Http.OpenAI;

/// <summary>
/// The format of OpenAI, which most servers speak (vLLM, llama-server, KTransformers, Ollama's <c>/v1</c> and many more). Their answers
/// differ in small ways; the reading takes them all. Source: OpenAI chat completions specification 2.3.0.
/// </summary>
/// <param name="target">Which of <see cref="HttpTargets"/> the server is.</param>
/// <param name="countsStreams">False for a server that refuses <c>stream_options</c>.</param>
internal sealed class OpenAIDialect(string target, bool countsStreams = true) : IWireDialect
{
    /// <inheritdoc/>
    public string DisplayName =>
        target switch
        {
            HttpTargets.OpenAI => "OpenAI",
            HttpTargets.OllamaV1 => "Ollama",
            HttpTargets.Vllm => "vLLM",
            HttpTargets.LlamaServer => "llama-server",
            HttpTargets.KTransformers => "KTransformers",
            _ => "the server",
        };

    /// <inheritdoc/>
    public string ModelsPath => "models";

    /// <inheritdoc/>
    public void Authorize(HttpRequestHeaders headers, string key) => SafeHeaders.AddBearer(headers, key);

    /// <inheritdoc/>
    public WireRequest Write(ChatCompletionRequest request, bool stream) =>
        new(
            "chat/completions",
            JsonSerializer.SerializeToUtf8Bytes(Adapt(request, stream), ChatJsonContext.Default.ChatCompletionRequest)
        );

    /// <inheritdoc/>
    public IChunkSource OpenStream(HttpResponseMessage response, Stream body, StreamContext context) =>
        new SseChunkSource(response, new SseReader(body, context.Limits), context);

    /// <inheritdoc/>
    public ChatCompletion ReadAnswer(ReadOnlySpan<byte> json, bool isCut = false) =>
        JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletion)
        ?? throw new JsonException("The answer is null.");

    /// <inheritdoc/>
    public IReadOnlyList<ModelDescription> ReadModels(ReadOnlySpan<byte> json) => ModelList.Read(json);

    private ChatCompletionRequest Adapt(ChatCompletionRequest request, bool stream)
    {
        var adapted = request with
        {
            Stream = stream ? true : null,
            StreamOptions = stream && countsStreams ? WithUsage(request.StreamOptions) : null,
            // OpenAI refuses the two together; other servers know one of them, and it is not said which.
            MaxTokens =
                request.MaxCompletionTokens is not null && target is (HttpTargets.OpenAI or HttpTargets.Azure)
                    ? null
                    : request.MaxTokens,
        };
        // Ollama's /v1 knows the older name only.
        return target is HttpTargets.OllamaV1
            ? adapted with
            {
                MaxTokens = request.TokenLimit,
                MaxCompletionTokens = null,
            }
            : adapted;
    }

    // Without it a stream tells no count of tokens. A server of which nothing is known is asked for what the caller asked for. Asking for
    // no count is what every server does by itself, and some know the field not at all.
    private StreamOptions? WithUsage(StreamOptions? options)
    {
        if (target is not (HttpTargets.OpenAICompatible or HttpTargets.Mistral) && options?.IncludeUsage is null)
        {
            return (options ?? new StreamOptions()) with { IncludeUsage = true };
        }

        return options == new StreamOptions { IncludeUsage = false } ? null : options;
    }
}
