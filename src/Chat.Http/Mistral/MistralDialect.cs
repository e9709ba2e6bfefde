using System.Net.Http.Headers;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Http.Connections;
using Chat.Http.Dialects;
using Chat.Http.Exchange;
using Chat.Http.OpenAI;

namespace Chat.Http.Mistral;

/// <summary>
/// OpenAI's format with Mistral's names. Mistral refuses with 422 every field that it does not know, so nothing else may be left in a
/// request. Source: Mistral API reference.
/// </summary>
internal sealed class MistralDialect : IWireDialect
{
    private readonly OpenAIDialect _format = new(HttpTargets.Mistral);

    /// <inheritdoc/>
    public string DisplayName => "Mistral";

    /// <inheritdoc/>
    public string ModelsPath => _format.ModelsPath;

    /// <inheritdoc/>
    public void Authorize(HttpRequestHeaders headers, string key) => SafeHeaders.AddBearer(headers, key);

    /// <inheritdoc/>
    public WireRequest Write(ChatCompletionRequest request, bool stream)
    {
        var written = _format.Write(MistralRequests.Translate(request), stream);
        return written with { Body = MistralFields.Keep(written.Body) };
    }

    /// <inheritdoc/>
    public IChunkSource OpenStream(HttpResponseMessage response, Stream body, StreamContext context) =>
        _format.OpenStream(response, body, context);

    /// <inheritdoc/>
    public ChatCompletion ReadAnswer(ReadOnlySpan<byte> json, bool isCut = false) => _format.ReadAnswer(json, isCut);

    /// <inheritdoc/>
    public IReadOnlyList<ModelDescription> ReadModels(ReadOnlySpan<byte> json) => _format.ReadModels(json);
}
