using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Engine.Inline;

namespace Chat.Engine;

/// <summary>Proposes text at the cursor of an editor.</summary>
public sealed partial class EmbeddedBackend
{
    /// <summary>Proposes text at the cursor of an editor, with the priority <see cref="RequestPriority.Inline"/>.</summary>
    /// <param name="request">What is around the cursor.</param>
    /// <param name="cancellationToken">Stops the work before the next token.</param>
    /// <exception cref="ChatException">The request is wrong, the model cannot be loaded, or too many requests wait.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<InlineAnswer> InlineAsync(InlineRequest request, CancellationToken cancellationToken) =>
        InlineAsync(request, RequestPriority.Inline, cancellationToken);

    /// <summary>Proposes text at the cursor of an editor. What earlier requests have in common with this one is not computed again.</summary>
    /// <param name="request">What is around the cursor.</param>
    /// <param name="priority">How soon.</param>
    /// <param name="cancellationToken">Stops the work before the next token.</param>
    /// <returns>The text, or the reason why there is none.</returns>
    /// <exception cref="ChatException">The request is wrong, the model cannot be loaded, or too many requests wait.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<InlineAnswer> InlineAsync(
        InlineRequest request,
        RequestPriority priority,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_closed != 0, this);
        request.Check();
        cancellationToken.ThrowIfCancellationRequested();
        if (!request.LoadsModel && !_host.Holds(_catalog.Resolve(request.Model)))
        {
            return new InlineAnswer { Reason = InlineReasons.ModelNotLoaded };
        }

        var text = InlineText.Of(request);
        var bounds = InlineBounds.Of(text, request.Trigger);
        (InlinePlan? Prompt, string? Reason) planned = default;
        var work = new EngineWork
        {
            Model = request.Model,
            Priority = priority,
            Plan = model =>
            {
                planned = InlinePlanner.Prompt(text, request.MaxTokens, model);
                return planned.Prompt is { } prompt
                    ? InlinePlanner.Plan(request, prompt, bounds, model, _options.RandomSource())
                    : null;
            },
        };
        var gathered = new ChatCompletionAccumulator();
        await foreach (var chunk in StreamAsync(work, cancellationToken).ConfigureAwait(false))
        {
            gathered.Add(chunk);
        }

        return planned.Prompt is { } asked
            ? Answer(gathered.ToCompletion(), asked.FillsMiddle, text, bounds)
            : new InlineAnswer { Reason = planned.Reason };
    }

    private static InlineAnswer Answer(
        ChatCompletion completion,
        bool fillsMiddle,
        InlineText text,
        InlineBounds bounds
    )
    {
        var written = completion.AssistantMessage()?.Content?.ToString() ?? "";
        var proposal = InlineProposal.Of(written, text, bounds);
        return new InlineAnswer
        {
            Text = proposal.Text,
            ReplacesAfter = proposal.ReplacesAfter,
            Reason = proposal.Reason,
            Reused = completion.Timings?.CachedTokens ?? 0,
            Computed = (int)(completion.Timings?.PromptTokens ?? 0),
            Generated = (int)(completion.Timings?.PredictedTokens ?? 0),
            FinishReason = completion.Choices[0].FinishReason,
            FillsMiddle = fillsMiddle,
        };
    }
}
