using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Answers;
using Chat.Engine.Models;
using Chat.Engine.Sampling;

namespace Chat.Engine.Scheduling;

/// <summary>Turns a request into a plan for a loaded model.</summary>
internal static class RequestPlanner
{
    /// <summary>Makes the plan.</summary>
    /// <param name="request">The request, its ranges checked.</param>
    /// <param name="model">The model that answers.</param>
    /// <param name="randomSource">Gives the seed when the request names none, and what the ids of tool calls are made from.</param>
    /// <param name="now">The time, for templates that write it.</param>
    /// <exception cref="ChatException">
    /// The prompt does not fit (<see cref="ChatErrorKind.ContextOverflow"/>), or a message or token id is not one that the model can
    /// take (<see cref="ChatErrorKind.InvalidRequest"/>).
    /// </exception>
    public static GenerationPlan Plan(
        ChatCompletionRequest request,
        LoadedModel model,
        Func<ulong> randomSource,
        DateTimeOffset now
    )
    {
        var shaped = RequestShaper.Shape(request, model.Format, now, randomSource());
        CheckLength(shaped.Prompt, model.ContextLength);
        var prompt = model.Tokenizer.Tokenize(shaped.Prompt);
        var room = model.ContextLength - prompt.Length;
        if (room < 1)
        {
            throw new ChatException(
                ChatErrorKind.ContextOverflow,
                $"The prompt is {prompt.Length} tokens long, and the model's context window holds {model.ContextLength} with at least one for the answer.",
                $"Shorten the prompt by {1 - room} tokens or more, or use a model with a longer context window."
            );
        }

        var choices = request.N ?? 1;
        // Without a limit the choices of one request share the context window; a limit is each choice's own.
        var limit = request.TokenLimit is { } asked ? Math.Min(asked, room) : Math.Max(1, room / choices);
        var ignoreEnd = request.IgnoreEos == true;
        var sampling = SamplingOptions.FromRequest(request, model.Defaults, randomSource());
        CheckBias(sampling, model);
        return new GenerationPlan
        {
            Prompt = prompt,
            Choices = choices,
            TokenLimit = limit,
            Sampling = ignoreEnd
                ? sampling with
                {
                    BannedTokens = [.. sampling.BannedTokens, .. model.Vocabulary.EndOfGenerationTokens],
                }
                : sampling,
            Stops = request.Stop is { } stop ? [.. stop] : [],
            TopLogprobs = request.Logprobs == true ? request.TopLogprobs ?? 0 : null,
            IgnoreEndOfGeneration = ignoreEnd,
            Shape = shaped.Shape,
            Warnings = shaped.Warnings,
        };
    }

    // No text of this many characters a token fits; to find that out by tokenizing it would take long, and cannot be cancelled.
    private static void CheckLength(IReadOnlyList<PromptSegment> segments, int contextLength)
    {
        const int MostCharactersOfToken = 256;
        var length = segments.Sum(segment => (long)segment.Text.Length);
        if (length > (long)contextLength * MostCharactersOfToken)
        {
            throw new ChatException(
                ChatErrorKind.ContextOverflow,
                $"The prompt is {length} characters long, far more than the model's context window of {contextLength} tokens holds.",
                "Shorten the prompt, or use a model with a longer context window."
            );
        }
    }

    private static void CheckBias(SamplingOptions sampling, LoadedModel model)
    {
        foreach (var (token, _) in sampling.LogitBias)
        {
            if (token >= model.Vocabulary.Size)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"logit_bias names token {token}, and the model's vocabulary has {model.Vocabulary.Size} tokens.",
                    "Use token ids that chatd tokens --json lists."
                );
            }
        }
    }
}
