using System.Runtime.CompilerServices;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Exchange;
using Chat.Http.Ndjson;
using Chat.Http.Resilience;

namespace Chat.Http.Batch;

/// <summary>Reads result files line by line, as they come.</summary>
/// <param name="server">The server.</param>
internal sealed class BatchResults(RemoteServer server)
{
    private readonly BatchResultReader _lines = new(server.Peer, server.Time);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path of its content.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ChatException">The file could not be had, broke off, or holds a line that is no result.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async IAsyncEnumerable<BatchResult> ReadAsync(
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var clock = server.NewClock(server.Options.Limits, cancellationToken);
        using var response = await server
            .Retry.RunAsync(
                clock,
                server.Peer,
                async token =>
                {
                    using var message = server.NewMessage(HttpMethod.Get, path, "*/*");
                    clock.Connected();
                    return await server.SendAsync(message, token).ConfigureAwait(false);
                }
            )
            .ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(clock.Token).ConfigureAwait(false);
        var lines = new NdjsonReader(body, server.Limits);
        await using var owned = lines.ConfigureAwait(false);
        while (await MoveNextAsync(lines, clock).ConfigureAwait(false))
        {
            var result = _lines.Read(lines.Data.Span, lines.IsCut);
            // The time that the caller takes over a result is not the server's.
            clock.EndAttempt();
            yield return result;
        }
    }

    private async ValueTask<bool> MoveNextAsync(NdjsonReader lines, StreamClock clock)
    {
        clock.Payload();
        try
        {
            return await lines.ReadAsync(clock.Token).ConfigureAwait(false);
        }
        catch (Exception cause) when (ConnectionErrors.Explain(cause, clock, server.Peer) is { } explained)
        {
            var thrown = explained;
            throw thrown;
        }
    }
}
