using System.Globalization;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Engine.Sampling;

/// <summary>
/// The numbers that choose a token, all of them resolved. The settings act in llama.cpp's order: bias and bans, penalties, top-k, typical,
/// top-p, min-p, temperature. Ranges are checked by <see cref="ChatCompletionRequestChecks"/> and, against faults, by
/// <see cref="TokenSampler"/>.
/// </summary>
internal sealed record SamplingOptions
{
    /// <summary>The common defaults of llama.cpp.</summary>
    public static SamplingOptions Default { get; } = new();

    /// <summary>The spread of the choice. 0 or less always takes the likeliest token, whatever the truncations say. Default: 0.8.</summary>
    public float Temperature { get; init; } = 0.8f;

    /// <summary>Keeps this many likeliest tokens; 0 or less keeps all. Default: 40.</summary>
    public int TopK { get; init; } = 40;

    /// <summary>Keeps the likeliest tokens that together reach this probability, at least one; 1 keeps all. Default: 0.95.</summary>
    public float TopP { get; init; } = 0.95f;

    /// <summary>Keeps tokens at least this fraction as likely as the likeliest, 0 to 1; 0 keeps all. Default: 0.05.</summary>
    public float MinP { get; init; } = 0.05f;

    /// <summary>Keeps the tokens whose surprise is nearest to what is expected, up to this probability; 1 keeps all. Default: 1.</summary>
    public float TypicalP { get; init; } = 1;

    /// <summary>Divides positive logits of recent tokens by this and multiplies the others; over 0, and 1 is off. Default: 1.</summary>
    public float RepeatPenalty { get; init; } = 1;

    /// <summary>How many last tokens, of prompt and answer, the penalties look at; −1 is all, 0 is off. Default: 64.</summary>
    public int RepeatLastN { get; init; } = 64;

    /// <summary>Lowers the logit of a recent token by this for each time it came up. Default: 0.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>Lowers the logit of a recent token by this once. Default: 0.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>Added to the logits of tokens; a token named twice gets both. Ids outside the vocabulary do nothing. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<int, float>> LogitBias { get; init; } = [];

    /// <summary>Tokens never chosen, such as the ends of a turn when those are to be ignored. Ids outside the vocabulary do nothing. Default: none.</summary>
    public IReadOnlyList<int> BannedTokens { get; init; } = [];

    /// <summary>The seed of the first choice; <see cref="SeedOf"/> gives those of the others. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the likeliest token is always taken, without chance.</summary>
    public bool IsGreedy => Temperature <= 0;

    /// <summary>
    /// The options of a request. <c>ignore_eos</c> is not looked at: the caller knows the model's ends of turn and adds them to
    /// <see cref="BannedTokens"/>.
    /// </summary>
    /// <param name="request">The request, checked before.</param>
    /// <param name="defaults">What holds where the request says nothing.</param>
    /// <param name="fallbackSeed">The seed when the request has none.</param>
    /// <exception cref="ChatException">
    /// A key of <c>logit_bias</c> is no token id, or <c>repeat_penalty</c> is too near to 0 to divide by: kind
    /// <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    public static SamplingOptions FromRequest(
        ChatCompletionRequest request,
        SamplingOptions defaults,
        ulong fallbackSeed
    )
    {
        // Penalties add up: with one of its own a request has none of the model's.
        var penalties = HasPenalty(request) ? Default : defaults;
        var options = defaults with
        {
            Temperature = (float?)request.Temperature ?? defaults.Temperature,
            TopK = request.TopK ?? defaults.TopK,
            TopP = (float?)request.TopP ?? defaults.TopP,
            MinP = (float?)request.MinP ?? defaults.MinP,
            TypicalP = (float?)request.TypicalP ?? defaults.TypicalP,
            RepeatPenalty = (float?)request.RepeatPenalty ?? penalties.RepeatPenalty,
            RepeatLastN = request.RepeatLastN ?? penalties.RepeatLastN,
            FrequencyPenalty = (float?)request.FrequencyPenalty ?? penalties.FrequencyPenalty,
            PresencePenalty = (float?)request.PresencePenalty ?? penalties.PresencePenalty,
            LogitBias = request.LogitBias is { } bias ? [.. bias.Select(ReadBias)] : defaults.LogitBias,
            Seed = request.Seed is { } seed ? unchecked((ulong)seed) : fallbackSeed,
        };

        // A double over 0 can still be 0, or nearly, as the float that divides the logits.
        return float.IsFinite(1 / options.RepeatPenalty)
            ? options
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "repeat_penalty is too near to 0.",
                "Give a number over 0 and up to 10; 1 is off."
            );
    }

    /// <summary>The seed of one of several choices: <see cref="Seed"/> itself for the first, and unrelated numbers for the others.</summary>
    /// <param name="choice">The index of the choice, 0 or more.</param>
    public ulong SeedOf(int choice)
    {
        var state = (ulong)choice;
        return choice == 0 ? Seed : Seed ^ Xoshiro256.SplitMix(ref state);
    }

    private static bool HasPenalty(ChatCompletionRequest request) =>
        request.RepeatPenalty is not null
        || request.FrequencyPenalty is not null
        || request.PresencePenalty is not null;

    private static KeyValuePair<int, float> ReadBias(KeyValuePair<string, double> bias) =>
        int.TryParse(bias.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var token)
            ? new(token, (float)bias.Value)
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"logit_bias has the key \"{bias.Key}\".",
                "Use token ids in decimal digits as keys."
            );
}
