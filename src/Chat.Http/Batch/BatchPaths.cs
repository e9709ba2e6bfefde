using Chat.Core.Errors;
using Chat.Http.Connections;

namespace Chat.Http.Batch;

/// <summary>
/// Where a server keeps its Batch API. Sources: OpenAI specification 2.3.0; Azure OpenAI REST reference, "Batch - Create" and the v1 API.
/// </summary>
internal sealed class BatchPaths
{
    private readonly string _prefix;
    private readonly string _query;

    private BatchPaths(string prefix, string? apiVersion, string endpoint)
    {
        _prefix = prefix;
        _query = apiVersion is null ? "" : $"api-version={Uri.EscapeDataString(apiVersion)}";
        Endpoint = endpoint;
    }

    /// <summary>The path that each request of a batch names; not relative to the base address.</summary>
    public string Endpoint { get; }

    /// <summary>Where files are.</summary>
    public string Files => Path("files");

    /// <summary>Where batches are.</summary>
    public string Batches => Path("batches");

    /// <summary>The paths of a server.</summary>
    /// <param name="options">Where it is; checked.</param>
    /// <exception cref="ChatException">It has no Batch API: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static BatchPaths For(HttpBackendOptions options) =>
        options.Target switch
        {
            HttpTargets.OpenAI or HttpTargets.OpenAICompatible => new BatchPaths("", null, "/v1/chat/completions"),
            HttpTargets.Azure when options.ApiVersion is null => new BatchPaths(
                "openai/v1/",
                null,
                "/v1/chat/completions"
            ),
            HttpTargets.Azure => new BatchPaths("openai/", options.ApiVersion, "/chat/completions"),
            _ => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"A server of kind {options.Target} has no batches in OpenAI's manner.",
                $"Use one of kind {HttpTargets.OpenAI}, {HttpTargets.Azure} or {HttpTargets.OpenAICompatible}, or send the requests one by one."
            ),
        };

    /// <summary>The content of a file.</summary>
    /// <param name="id">The file's id.</param>
    /// <exception cref="ChatException">The id cannot stand in an address.</exception>
    public string Content(string id) => Path($"files/{UrlSegment.Of("file id", id)}/content");

    /// <summary>One batch.</summary>
    /// <param name="id">The batch's id.</param>
    /// <exception cref="ChatException">The id cannot stand in an address.</exception>
    public string Batch(string id) => Path($"batches/{UrlSegment.Of("batch id", id)}");

    /// <summary>Where a batch is stopped.</summary>
    /// <param name="id">The batch's id.</param>
    /// <exception cref="ChatException">The id cannot stand in an address.</exception>
    public string Cancel(string id) => Path($"batches/{UrlSegment.Of("batch id", id)}/cancel");

    /// <summary>One page of the list of batches.</summary>
    /// <param name="limit">How many batches to list.</param>
    /// <param name="after">The id to go on after; null for the first page.</param>
    public string List(int limit, string? after) =>
        Path("batches", $"limit={limit}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");

    private string Path(string path, string query = "")
    {
        var whole = (query.Length > 0 && _query.Length > 0) ? $"{query}&{_query}" : query + _query;
        return whole.Length > 0 ? $"{_prefix}{path}?{whole}" : _prefix + path;
    }
}
