using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.EngineHost;
using Chat.Daemon.LocalEngine;
using Chat.Engine;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tokens;

/// <summary>Turns text into tokens: in the engine host, or in this process where that was asked for or no host can run.</summary>
/// <param name="host">The process.</param>
/// <param name="inProcess">True asks no host.</param>
/// <param name="warn">Is told why no host was asked that should have been.</param>
internal sealed class HostTokenizer(CommandHost host, bool inProcess, Action<string> warn)
{
    /// <summary>Turns text into tokens.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="text">The text.</param>
    /// <param name="withPieces">False gives their count alone, where that is less work.</param>
    /// <param name="progress">Told what the user waits for; null when nobody sees it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The model is not usable, or the host failed.</exception>
    public async Task<TokenizedText> TokenizeAsync(
        string? model,
        string text,
        bool withPieces,
        ProgressLine? progress,
        CancellationToken cancellationToken
    )
    {
        if (!inProcess && host.EngineHost is { } link)
        {
            try
            {
                return await AskAsync(link, model, text, withPieces, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException error) when (error.InnerException is EngineHostUnavailableException)
            {
                warn($"{error.Message} The tokens are counted in this process instead.");
            }
        }

        return await host.Engine.TokenizeAsync(model, text, progress, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TokenizedText> AskAsync(
        EngineHostLink link,
        string? model,
        string text,
        bool withPieces,
        CancellationToken cancellationToken
    )
    {
        var fields = new TokensCountParams
        {
            Model = EngineHostBackend.Rooted(model),
            Text = text,
            Pieces = withPieces,
        };
        var result = await link
            .Client.CallAsync(RpcMethods.TokensCount, _ => fields, progress: null, cancellationToken)
            .ConfigureAwait(false);
        return new TokenizedText(
            result.Model ?? model ?? "",
            [.. (result.Pieces ?? []).Select(piece => new TextToken(piece.Id, piece.Text))]
        )
        {
            Count = result.Tokens,
        };
    }
}
