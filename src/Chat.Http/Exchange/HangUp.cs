using System.Buffers;
using Chat.Http.Connections;

namespace Chat.Http.Exchange;

/// <summary>
/// Leaves a stream that is not over so that the server learns of it at once. Disposing of a body alone makes the platform read on for a
/// while in the hope that the connection can be used again, while the server goes on making tokens for nobody.
/// </summary>
internal static class HangUp
{
    // What has come already is read without a wait; a server that fills this many pieces at once notices by itself soon.
    private const int MaxPieces = 16;
    private const int PieceBytes = 16 << 10;

    /// <summary>Breaks the connection of a body: a read that is cancelled while it waits closes it.</summary>
    /// <param name="response">The response whose body is left; the caller disposes of it.</param>
    public static async ValueTask NowAsync(HttpResponseMessage response)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        using var stop = new CancellationTokenSource();
        try
        {
            var body = await response.Content.ReadAsStreamAsync(CancellationToken.None).ConfigureAwait(false);
            for (var pieces = 0; pieces < MaxPieces; pieces++)
            {
                var read = body.ReadAsync(piece, stop.Token);
                if (!read.IsCompleted)
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                }

                if (await read.ConfigureAwait(false) == 0)
                {
                    return;
                }
            }
        }
        catch (Exception cause)
            when (cause is OperationCanceledException or ObjectDisposedException || ConnectionErrors.Knows(cause))
        {
            // The connection is gone, which is what was wanted.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
