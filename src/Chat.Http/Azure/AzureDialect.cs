using System.Net.Http.Headers;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Http.Connections;
using Chat.Http.Dialects;
using Chat.Http.Exchange;
using Chat.Http.OpenAI;

namespace Chat.Http.Azure;

/// <summary>
/// OpenAI's format at Azure: the key in a header of its own, and the model a deployment, named in the path where an API version is given.
/// Without one the v1 paths are used, which name the deployment in the body. Source: Azure OpenAI REST reference.
/// </summary>
/// <param name="apiVersion">The API version, such as <c>2024-10-21</c>; null for the v1 API.</param>
internal sealed class AzureDialect(string? apiVersion) : IWireDialect
{
    // API versions are dates; those before this one answer 400 to stream_options.
    private const string FirstWithStreamOptions = "2024-09-01";

    private readonly OpenAIDialect _format = new(
        HttpTargets.Azure,
        countsStreams: apiVersion is null || string.CompareOrdinal(apiVersion, FirstWithStreamOptions) >= 0
    );
    private readonly string _query = apiVersion is null ? "" : $"?api-version={Uri.EscapeDataString(apiVersion)}";

    /// <inheritdoc/>
    public string DisplayName => "Azure";

    /// <inheritdoc/>
    public string ModelsPath => apiVersion is null ? "openai/v1/models" : $"openai/models{_query}";

    /// <inheritdoc/>
    public void Authorize(HttpRequestHeaders headers, string key) => SafeHeaders.AddKey(headers, "api-key", key);

    /// <inheritdoc/>
    public WireRequest Write(ChatCompletionRequest request, bool stream)
    {
        var written = _format.Write(request, stream);
        if (apiVersion is null)
        {
            return written with { Path = $"openai/v1/{written.Path}" };
        }

        var deployment =
            request.Model
            ?? throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "No deployment is named.",
                "Name the Azure deployment as the model, as in azure/NAME, or set it in the profile."
            );
        return written with
        {
            Path = $"openai/deployments/{UrlSegment.Of("deployment", deployment)}/{written.Path}{_query}",
        };
    }

    /// <inheritdoc/>
    public IChunkSource OpenStream(HttpResponseMessage response, Stream body, StreamContext context) =>
        _format.OpenStream(response, body, context);

    /// <inheritdoc/>
    public ChatCompletion ReadAnswer(ReadOnlySpan<byte> json, bool isCut = false) => _format.ReadAnswer(json, isCut);

    /// <inheritdoc/>
    public IReadOnlyList<ModelDescription> ReadModels(ReadOnlySpan<byte> json) => _format.ReadModels(json);
}
