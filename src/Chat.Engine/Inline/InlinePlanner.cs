using Chat.Engine.Models;
using Chat.Engine.Sampling;
using Chat.Engine.Scheduling;

namespace Chat.Engine.Inline;

/// <summary>Turns an inline request into a plan for a loaded model.</summary>
internal static class InlinePlanner
{
    /// <summary>Lays out the prompt of a request.</summary>
    /// <param name="text">Its texts.</param>
    /// <param name="maxTokens">The tokens to generate.</param>
    /// <param name="model">The model that answers.</param>
    /// <returns>The prompt, or the reason of <see cref="InlineReasons"/> why there is none; one of the two is null.</returns>
    public static (InlinePlan? Plan, string? Reason) Prompt(InlineText text, int maxTokens, LoadedModel model)
    {
        var vocabulary = model.Vocabulary;
        var layout = new InlinePrompt(
            plain => Tokenize(plain, vocabulary),
            vocabulary.FillTokens,
            vocabulary.BeginOfSequence
        );
        return layout.Plan(text, model.ContextLength, maxTokens);
    }

    /// <summary>Makes the plan. The model's own sampling defaults are for talk, and a penalty on repeats spoils code: none applies.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prompt">Its prompt.</param>
    /// <param name="bounds">Where the proposal ends.</param>
    /// <param name="model">The model that answers.</param>
    /// <param name="seed">The seed, for a temperature over 0.</param>
    public static GenerationPlan Plan(
        InlineRequest request,
        InlinePlan prompt,
        InlineBounds bounds,
        LoadedModel model,
        ulong seed
    ) =>
        new()
        {
            Prompt = prompt.Tokens,
            Choices = 1,
            TokenLimit = request.MaxTokens,
            Sampling = SamplingOptions.Default with { Temperature = (float)request.Temperature, Seed = seed },
            Stops = [],
            EndTokens = model.Vocabulary.FillTokens?.All ?? [],
            Ending = new InlineEnding(bounds),
        };

    // A document may hold the text of a marker, as this program's own sources do: it stays text.
    private static int[] Tokenize(string text, Vocabulary vocabulary)
    {
        var plain = new PlainText();
        plain.AddUntrusted(text, vocabulary.Markers);
        return [.. plain.Take().SelectMany(vocabulary.Tokenize)];
    }
}
