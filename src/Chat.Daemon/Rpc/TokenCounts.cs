using System.Text;
using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Daemon.Routing;
using Chat.Daemon.Tokens;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>
/// Answers <c>tokens/count</c>. A text of a local model is counted by that model. Anything else is a guess, and marked as one: no server is
/// asked, and the engine does not tell how a template writes a conversation.
/// </summary>
/// <param name="host">The process.</param>
/// <param name="local">The local models.</param>
internal sealed class TokenCounts(CommandHost host, LocalModels local)
{
    // Byte-pair vocabularies of today have about four bytes a token in English text.
    private const int BytesPerToken = 4;

    // What a template writes round a message: its role, and marks before and after.
    private const int TokensPerMessage = 5;

    /// <summary>Counts.</summary>
    /// <param name="fields">What, and for which model.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">
    /// There is no such model or profile, or the params hold not exactly one of text and messages: kind
    /// <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<TokensCountResult> CountAsync(TokensCountParams fields, CancellationToken cancellationToken)
    {
        if (fields.Text is null == fields.Messages is null)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                fields.Text is null
                    ? "Neither params.text nor params.messages is set."
                    : "Both params.text and params.messages are set.",
                "Set one of the two."
            );
        }

        await Task.Yield();
        var reference = DoorBackends.ProfilesOf(host).Resolve(fields.Model ?? host.Settings.Model);
        var text = fields.Text ?? Joined(fields.Messages!);
        var round = TokensPerMessage * (fields.Messages?.Count ?? 0);
        if (reference.Profile.Kind != ProfileKind.Local)
        {
            var bytes = Encoding.UTF8.GetByteCount(text);
            return new TokensCountResult
            {
                Tokens = (bytes + BytesPerToken - 1) / BytesPerToken + round,
                IsEstimate = true,
            };
        }

        var tokenized = await new HostTokenizer(host, inProcess: false, local.TellOnce)
            .TokenizeAsync(reference.AskedName, text, withPieces: false, progress: null, cancellationToken)
            .ConfigureAwait(false);
        return new TokensCountResult { Tokens = tokenized.Count + round, IsEstimate = fields.Messages is not null };
    }

    private static string Joined(IEnumerable<ChatMessage> messages) =>
        string.Join('\n', messages.Select(message => message.Content?.Text ?? ""));
}
