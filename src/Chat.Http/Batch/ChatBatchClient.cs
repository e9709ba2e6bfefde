using System.Runtime.CompilerServices;
using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Exchange;
using Chat.Http.Resilience;

namespace Chat.Http.Batch;

/// <summary>
/// OpenAI's Batch API: many chat completions at once, answered within a day and for less. Made by
/// <see cref="HttpBackends.CreateBatchClient"/>. Safe for concurrent use. Every method throws a <see cref="ChatException"/> when the server
/// refuses or cannot be reached, and an <see cref="OperationCanceledException"/> when cancelled. Source: OpenAI specification 2.3.0,
/// <c>/batches</c> and <c>/files</c>.
/// </summary>
public sealed class ChatBatchClient
{
    /// <summary>The most batches that <see cref="ListAsync"/> gives.</summary>
    public const int MaxListed = PageSize * MaxPages;

    private const int PageSize = 100;
    private const int MaxPages = 1000;

    // A look that fails is no news of the batch; this many in a row, each with its retries, end the wait.
    private const int MaxFailedLooks = 5;

    private readonly RemoteServer _server;
    private readonly BatchPaths _paths;
    private readonly BatchCalls _calls;
    private readonly BatchResults _results;

    /// <summary>Makes a client.</summary>
    /// <param name="server">The server.</param>
    /// <param name="paths">Where its Batch API is.</param>
    internal ChatBatchClient(RemoteServer server, BatchPaths paths)
    {
        _server = server;
        _paths = paths;
        _calls = new BatchCalls(server);
        _results = new BatchResults(server);
    }

    /// <summary>Checks requests, and uploads them as an input file: at most 50,000 requests and 200 MB.</summary>
    /// <param name="requests">The requests, all of one model, each with a <c>custom_id</c> of its own.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The file, with the warnings of its requests.</returns>
    /// <exception cref="ChatException">A request is wrong, or they are too many: nothing was sent. Or the upload failed.</exception>
    public async Task<BatchFile> UploadAsync(
        IReadOnlyList<BatchRequest> requests,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(requests);
        var options = _server.Options;
        var capabilities = CapabilityTable.For(options.Target);
        var input = BatchInput.Check(requests, _server.Dialect, capabilities, _paths.Endpoint, options.DefaultModel);
        var file = await _calls
            .SendAsync(
                HttpMethod.Post,
                _paths.Files,
                clock => BatchInputContent.Form(input, clock),
                BatchJsonContext.Default.BatchFile,
                cancellationToken
            )
            .ConfigureAwait(false);
        return file with { Warnings = input.Warnings };
    }

    /// <summary>Makes a batch of an input file, to be done within 24 hours.</summary>
    /// <param name="inputFileId">The file's id.</param>
    /// <param name="metadata">Labels, at most 16; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<ChatBatch> CreateAsync(
        string inputFileId,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(inputFileId);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new BatchCreation
            {
                InputFileId = inputFileId,
                Endpoint = _paths.Endpoint,
                CompletionWindow = "24h",
                Metadata = metadata,
            },
            BatchJsonContext.Default.BatchCreation
        );
        return _calls.SendAsync(
            HttpMethod.Post,
            _paths.Batches,
            clock => new JsonRequestContent(body, clock),
            BatchJsonContext.Default.ChatBatch,
            cancellationToken
        );
    }

    /// <summary>Uploads requests and makes a batch of them.</summary>
    /// <param name="requests">The requests, as for <see cref="UploadAsync"/>.</param>
    /// <param name="metadata">Labels, at most 16; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The batch, with the warnings of its requests.</returns>
    public async Task<ChatBatch> SubmitAsync(
        IReadOnlyList<BatchRequest> requests,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default
    )
    {
        var file = await UploadAsync(requests, cancellationToken).ConfigureAwait(false);
        var batch = await CreateAsync(file.Id, metadata, cancellationToken).ConfigureAwait(false);
        return batch with { Warnings = file.Warnings };
    }

    /// <summary>Looks at a batch.</summary>
    /// <param name="batchId">The batch's id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<ChatBatch> GetAsync(string batchId, CancellationToken cancellationToken = default) =>
        _calls.SendAsync(
            HttpMethod.Get,
            _paths.Batch(batchId),
            null,
            BatchJsonContext.Default.ChatBatch,
            cancellationToken
        );

    /// <summary>Stops a batch. What was answered by then can be read once it is cancelled.</summary>
    /// <param name="batchId">The batch's id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<ChatBatch> CancelAsync(string batchId, CancellationToken cancellationToken = default) =>
        _calls.SendAsync(
            HttpMethod.Post,
            _paths.Cancel(batchId),
            null,
            BatchJsonContext.Default.ChatBatch,
            cancellationToken
        );

    /// <summary>Lists the account's batches, newest first, page by page; at most <see cref="MaxListed"/>.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async IAsyncEnumerable<ChatBatch> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? after = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var path = _paths.List(PageSize, after);
            var page = await _calls
                .SendAsync(HttpMethod.Get, path, null, BatchJsonContext.Default.BatchPage, cancellationToken)
                .ConfigureAwait(false);
            foreach (var batch in page.Data)
            {
                yield return batch;
            }

            var last = page.LastId ?? (page.Data.Count > 0 ? page.Data[^1].Id : null);
            // A server that gives the same page again would be asked for ever.
            if (!page.HasMore || last is null || string.Equals(last, after, StringComparison.Ordinal))
            {
                yield break;
            }

            after = last;
        }
    }

    /// <summary>Waits until a batch is completed, failed, expired or cancelled.</summary>
    /// <param name="batchId">The batch's id.</param>
    /// <param name="options">How often to look, and how long to wait; null for the defaults.</param>
    /// <param name="progress">Told of the batch at each look.</param>
    /// <param name="cancellationToken">Stops the wait, not the batch.</param>
    /// <exception cref="ChatException">
    /// The wait took longer than its limit (<see cref="ChatErrorKind.TotalTimeout"/>; the batch goes on), or the server failed for good.
    /// </exception>
    public async Task<ChatBatch> WaitAsync(
        string batchId,
        BatchWaitOptions? options = null,
        IProgress<ChatBatch>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= BatchWaitOptions.Default;
        options.Check();
        var start = _server.Time.GetTimestamp();
        var failed = 0;
        while (true)
        {
            var batch = await LookAsync(batchId, ++failed, cancellationToken).ConfigureAwait(false);
            if (batch is not null)
            {
                failed = 0;
                progress?.Report(batch);
                if (batch.Status.IsFinal)
                {
                    return batch;
                }
            }

            var left = options.Limit - _server.Time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw TooLong(batchId, batch, options);
            }

            await Task.Delay(left < options.Interval ? left : options.Interval, _server.Time, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Reads the results of a batch as they come: those of the output file, then those of the error file, in no order.</summary>
    /// <param name="batch">The batch, as it was last looked at.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ChatException">
    /// The batch is not done yet (<see cref="ChatErrorKind.InvalidRequest"/>), or a file could not be read to its end.
    /// </exception>
    public async IAsyncEnumerable<BatchResult> ReadResultsAsync(
        ChatBatch batch,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!batch.Status.IsFinal)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The batch {_server.Peer.Clean(batch.Id, 100)} is {_server.Peer.Clean(batch.Status.Value, 50)}: it has no results yet.",
                "Wait until it is done."
            );
        }

        foreach (var file in new[] { batch.OutputFileId, batch.ErrorFileId })
        {
            if (string.IsNullOrEmpty(file))
            {
                continue;
            }

            await foreach (
                var result in _results.ReadAsync(_paths.Content(file), cancellationToken).ConfigureAwait(false)
            )
            {
                yield return result;
            }
        }
    }

    /// <summary>Reads the results of a batch in the order of its requests. A request of which no file tells has a failure that says why.</summary>
    /// <param name="batch">The batch, as it was last looked at.</param>
    /// <param name="customIds">The names of the requests, in the order wanted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ChatException">As <see cref="ReadResultsAsync"/>.</exception>
    public async Task<IReadOnlyList<BatchResult>> ReadInOrderAsync(
        ChatBatch batch,
        IReadOnlyList<string> customIds,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(customIds);
        var found = new Dictionary<string, BatchResult>(StringComparer.Ordinal);
        await foreach (var result in ReadResultsAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            // The output file comes first: an answer is not lost to an error of the same name.
            found.TryAdd(result.CustomId, result);
        }

        return
        [
            .. customIds.Select(id =>
                found.GetValueOrDefault(id)
                ?? new BatchResult { CustomId = id, Error = BatchFailures.Missing(batch, _server.Peer) }
            ),
        ];
    }

    private async Task<ChatBatch?> LookAsync(string batchId, int look, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(batchId, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException failure) when (failure.IsRetryable && look < MaxFailedLooks)
        {
            // The batch goes on without us; the next look may tell of it.
            return null;
        }
    }

    private ChatException TooLong(string batchId, ChatBatch? batch, BatchWaitOptions options) =>
        new(
            ChatErrorKind.TotalTimeout,
            $"The batch {_server.Peer.Clean(batchId, 100)} is {_server.Peer.Clean(batch?.Status.Value ?? "not to be seen", 50)} after {DurationText.Of(options.Limit)}.",
            "Wait for it again later: it goes on at the server."
        );
}
