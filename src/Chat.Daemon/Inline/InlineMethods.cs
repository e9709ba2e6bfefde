using Chat.Core.Errors;
using Chat.Engine;
using Chat.Engine.Inline;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Inline;

/// <summary>Answers <c>completion/inline</c> with the engine in this process.</summary>
internal static class InlineMethods
{
    /// <summary>Proposes text at a cursor.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="fields">What is around the cursor; the model is one of the engine's own references.</param>
    /// <param name="cancellationToken">Stops the work before the next token.</param>
    /// <exception cref="ChatException">A field is wrong (the message names it), or the engine failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<InlineResult> AnswerAsync(
        EmbeddedBackend engine,
        InlineParams fields,
        CancellationToken cancellationToken
    )
    {
        var request = Read(fields);
        // The caller's loop reads the next message meanwhile: what is asked is looked at elsewhere.
        var answer = await Task.Run(() => engine.InlineAsync(request, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return Write(answer);
    }

    /// <summary>The engine's request for some params.</summary>
    /// <param name="fields">The params. The language is not looked at: the model sees it in the text.</param>
    /// <exception cref="ChatException">A field is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>, the field named.</exception>
    public static InlineRequest Read(InlineParams fields) =>
        new()
        {
            Document = fields.Document,
            Prefix = fields.Prefix,
            LinePrefix = fields.LinePrefix,
            Suffix = fields.Suffix,
            Context = [.. (fields.Context ?? []).Select(file => new InlineFile(file.Path, file.Text))],
            Model = fields.Model,
            MaxTokens = MaxTokens(fields.MaxTokens),
            Trigger = Trigger(fields.Trigger),
        };

    /// <summary>The result for an answer.</summary>
    /// <param name="answer">The answer.</param>
    public static InlineResult Write(InlineAnswer answer) =>
        new()
        {
            Items = answer.Text.Length > 0 ? [Item(answer)] : [],
            Reused = answer.Reused,
            Computed = answer.Computed,
            Reason = answer.Explanation,
        };

    private static InlineItem Item(InlineAnswer answer) =>
        new()
        {
            Text = answer.Text,
            Range = new InlineRange { Start = 0, End = answer.ReplacesAfter },
        };

    private static int MaxTokens(int? asked) =>
        asked switch
        {
            null => InlineRequest.UsualTokens,
            >= 1 and <= InlineRequest.MostTokens => asked.Value,
            _ => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"params.maxTokens is {asked}.",
                $"Give a number from 1 to {InlineRequest.MostTokens}, or leave it out."
            ),
        };

    private static InlineTrigger Trigger(string? trigger) =>
        trigger switch
        {
            null or "automatic" => InlineTrigger.Automatic,
            "explicit" => InlineTrigger.Explicit,
            _ => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "params.trigger is not a word that is known.",
                "Give \"automatic\" or \"explicit\", or leave it out."
            ),
        };
}
