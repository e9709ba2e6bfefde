using System.Buffers;
using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Http.Dialects;

namespace Chat.Http.Batch;

/// <summary>
/// The input file of a batch, checked. Lines are written twice, once to count and once to send, so that a file of 200 MB never is in memory.
/// </summary>
internal sealed class BatchInput
{
    /// <summary>The most requests of a batch. Source: OpenAI specification 2.3.0, <c>POST /batches</c>.</summary>
    public const int MaxRequests = 50_000;

    /// <summary>The most bytes of an input file, 200 MB. Source: as above; the smaller reading of MB.</summary>
    public const long MaxBytes = 200_000_000;

    private readonly IReadOnlyList<BatchRequest> _requests;
    private readonly IWireDialect _dialect;
    private readonly string _endpoint;
    private readonly string? _defaultModel;
    private readonly BatchWarnings _warnings = new();

    private BatchInput(
        IReadOnlyList<BatchRequest> requests,
        IWireDialect dialect,
        string endpoint,
        string? defaultModel
    )
    {
        _requests = requests;
        _dialect = dialect;
        _endpoint = endpoint;
        _defaultModel = defaultModel;
    }

    /// <summary>What is not done as asked, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings.ToSentences();

    /// <summary>The file's size in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Checks the requests of a batch.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="dialect">How the server writes requests.</param>
    /// <param name="capabilities">What the server does with each field.</param>
    /// <param name="endpoint">The path that each request names.</param>
    /// <param name="defaultModel">The model of requests that name none.</param>
    /// <param name="maxBytes">The most bytes of the file.</param>
    /// <exception cref="ChatException">
    /// A request is wrong or does not fit the others, or they are too many or too large: kind <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    public static BatchInput Check(
        IReadOnlyList<BatchRequest> requests,
        IWireDialect dialect,
        BackendCapabilities capabilities,
        string endpoint,
        string? defaultModel,
        long maxBytes = MaxBytes
    )
    {
        if (requests.Count is 0 or > MaxRequests)
        {
            throw Invalid($"The batch has {requests.Count} requests.", $"Give 1 to {MaxRequests}.");
        }

        var input = new BatchInput(requests, dialect, endpoint, defaultModel);
        input.CheckNames();
        var line = new ArrayBufferWriter<byte>();
        for (var at = 0; at < requests.Count; at++)
        {
            input.CheckRequest(at, capabilities);
            line.ResetWrittenCount();
            input.WriteLine(at, line);
            input.Length += line.WrittenCount;
            if (input.Length > maxBytes)
            {
                throw Invalid(
                    $"The batch is larger than {maxBytes} bytes with its request {at + 1} of {requests.Count}.",
                    "Make several batches of it."
                );
            }
        }

        return input;
    }

    /// <summary>How many lines the file has.</summary>
    public int Count => _requests.Count;

    /// <summary>Writes one line, with its end.</summary>
    /// <param name="at">Which, from 0.</param>
    /// <param name="output">Where to.</param>
    public void WriteLine(int at, IBufferWriter<byte> output)
    {
        var (customId, request) = _requests[at];
        var body = _dialect.Write(request with { Model = request.Model ?? _defaultModel }, stream: false).Body;
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("custom_id", customId);
            writer.WriteString("method", "POST");
            writer.WriteString("url", _endpoint);
            writer.WritePropertyName("body");
            writer.WriteRawValue(body.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private void CheckNames()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? model = null;
        foreach (var request in _requests)
        {
            if (string.IsNullOrWhiteSpace(request?.CustomId) || request.Request is null)
            {
                throw Invalid("A request of the batch has no custom_id, or is null.", "Name each request.");
            }

            if (!seen.Add(request.CustomId))
            {
                throw Invalid(
                    $"Two requests of the batch have the custom_id \"{request.CustomId}\".",
                    "Name each its own."
                );
            }

            var asked = request.Request.Model ?? _defaultModel;
            if (string.IsNullOrWhiteSpace(asked))
            {
                throw Invalid($"The request \"{request.CustomId}\" names no model.", "Set its model.");
            }

            model ??= asked;
            if (!string.Equals(model, asked, StringComparison.Ordinal))
            {
                throw Invalid(
                    $"The batch asks for two models, {model} and {asked}; a batch has one.",
                    "Make a batch for each model."
                );
            }
        }
    }

    private void CheckRequest(int at, BackendCapabilities capabilities)
    {
        var (customId, request) = _requests[at];
        try
        {
            ChatCompletionRequestChecks.Check(request);
            foreach (var sentence in CapabilityReport.Examine(request, capabilities, _dialect.DisplayName))
            {
                _warnings.Add(customId, sentence);
            }
        }
        catch (ChatException failure)
        {
            throw new ChatException(
                failure.Kind,
                $"The request \"{customId}\" is wrong: {failure.Message}",
                failure.Advice,
                failure
            );
        }
    }

    private static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);
}
