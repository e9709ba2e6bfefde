using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Client.Recording;

/// <summary>
/// Records what passes between a caller and a backend into a cassette, for <see cref="ReplayBackend"/> to play back. It changes nothing of what
/// the caller gets. Failures and cancelled exchanges are recorded too; an exception that is neither is passed on and not recorded.
/// </summary>
/// <remarks>A recording that fails disturbs no call: <see cref="CassetteWriter.Failure"/> tells it at any time, and disposal throws it.</remarks>
/// <param name="inner">The backend within; it is disposed of with this one.</param>
/// <param name="cassette">Where the exchanges go. For one backend alone.</param>
/// <param name="time">Measures when each chunk comes.</param>
public sealed class RecordingBackend(IChatBackend inner, CassetteWriter cassette, TimeProvider time) : IChatBackend
{
    private readonly IChatBackend _inner = inner ?? throw new ArgumentNullException(nameof(inner));
    private readonly CassetteWriter _cassette = cassette ?? throw new ArgumentNullException(nameof(cassette));
    private readonly TimeProvider _time = time ?? throw new ArgumentNullException(nameof(time));

    /// <inheritdoc/>
    public BackendCapabilities Capabilities => _inner.Capabilities;

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var exchange = Begin(CassetteCall.Complete, request);
        try
        {
            var answer = await _inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
            exchange.Answered(answer);
            return answer;
        }
        catch (Exception error) when (Note(exchange, error))
        {
            throw;
        }
        finally
        {
            exchange.Close();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var exchange = Begin(CassetteCall.Stream, request);
        try
        {
            var chunks = Open(request, exchange, cancellationToken);
            await using var owned = chunks.ConfigureAwait(false);
            while (await MoveNextAsync(chunks, exchange).ConfigureAwait(false))
            {
                exchange.Add(chunks.Current);
                yield return chunks.Current;
            }

            exchange.Answered();
        }
        finally
        {
            exchange.Close();
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        var exchange = Begin(CassetteCall.Models, request: null);
        try
        {
            var models = await _inner.ListModelsAsync(cancellationToken).ConfigureAwait(false);
            exchange.Answered(models);
            return models;
        }
        catch (Exception error) when (Note(exchange, error))
        {
            throw;
        }
        finally
        {
            exchange.Close();
        }
    }

    /// <summary>Disposes of the backend within, and writes what is not in the file yet.</summary>
    /// <exception cref="ChatException">The recording is not whole; <see cref="CassetteWriter.Save"/> says when.</exception>
    public async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync().ConfigureAwait(false);
        _cassette.Save();
    }

    private ExchangeRecorder Begin(CassetteCall call, ChatCompletionRequest? request) =>
        new(_cassette, _time, call, _inner.Capabilities, request);

    // A backend that is no iterator may throw here already.
    private IAsyncEnumerator<ChatCompletionChunk> Open(
        ChatCompletionRequest request,
        ExchangeRecorder exchange,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return _inner.StreamAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        }
        catch (Exception error) when (Note(exchange, error))
        {
            throw;
        }
    }

    private static async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<ChatCompletionChunk> chunks,
        ExchangeRecorder exchange
    )
    {
        try
        {
            return await chunks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (Note(exchange, error))
        {
            throw;
        }
    }

    // True for what a backend may throw: it is passed on as it is.
    private static bool Note(ExchangeRecorder exchange, Exception error)
    {
        switch (error)
        {
            case ChatException failure:
                exchange.Failed(failure);
                return true;
            case OperationCanceledException:
                return true;
            default:
                exchange.Drop();
                return false;
        }
    }
}
