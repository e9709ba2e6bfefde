using System.Net.Http.Headers;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Http.Connections;
using Chat.Http.Dialects;
using Chat.Http.Exchange;
using Chat.Http.Ndjson;

namespace Chat.Http.Ollama;

/// <summary>
/// Ollama's own format: <c>/api/chat</c>, or <c>/api/generate</c> for a request with a prompt; a stream is one JSON value a line.
/// Source: Ollama API reference.
/// </summary>
/// <param name="peer">The server, for the failures of answers that bring one.</param>
internal sealed class OllamaDialect(Peer peer) : IWireDialect
{
    /// <inheritdoc/>
    public string DisplayName => "Ollama";

    /// <inheritdoc/>
    public string ModelsPath => "api/tags";

    /// <inheritdoc/>
    public string StreamType => MediaTypes.Ndjson;

    /// <inheritdoc/>
    public void Authorize(HttpRequestHeaders headers, string key) => SafeHeaders.AddBearer(headers, key);

    /// <inheritdoc/>
    public WireRequest Write(ChatCompletionRequest request, bool stream) =>
        request.Prompt is null
            ? new WireRequest("api/chat", OllamaRequests.WriteChat(request, stream))
            : new WireRequest("api/generate", OllamaRequests.WriteGenerate(request, stream));

    /// <inheritdoc/>
    public IChunkSource OpenStream(HttpResponseMessage response, Stream body, StreamContext context) =>
        new OllamaChunkSource(response, new NdjsonReader(body, context.Limits), context);

    /// <inheritdoc/>
    public ChatCompletion ReadAnswer(ReadOnlySpan<byte> json, bool isCut = false) =>
        OllamaAnswer.Read(json, peer, isCut);

    /// <inheritdoc/>
    public IReadOnlyList<ModelDescription> ReadModels(ReadOnlySpan<byte> json) => OllamaModelList.Read(json);
}
