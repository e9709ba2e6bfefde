using System.Globalization;
using Chat.Core.Errors;

namespace Chat.Core.Requests;

/// <summary>
/// Checks the ranges that <see cref="ChatCompletionRequest"/> states, and that its texts are well-formed, before any backend sees the
/// request.
/// </summary>
public static class ChatCompletionRequestChecks
{
    /// <summary>The most answers to one request.</summary>
    public const int MaxChoices = 128;

    /// <summary>The most stop strings a request may hold. Remote servers allow fewer (OpenAI: 4).</summary>
    public const int MaxStopSequences = 64;

    /// <summary>The longest stop string, in UTF-16 code units.</summary>
    public const int MaxStopLength = 1024;

    /// <summary>Checks every range and text of a request.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ChatException">
    /// A value is out of its range, or a text holds half a surrogate pair: kind <see cref="ChatErrorKind.InvalidRequest"/>, with the field named in the message.
    /// </exception>
    public static void Check(ChatCompletionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // A prompt stands in place of messages.
        if (request.Messages is null || (request.Messages.Count == 0 && request.Prompt is null))
        {
            throw Invalid("messages is empty.", "Give at least one message.");
        }

        for (var i = 0; i < request.Messages.Count; i++)
        {
            if (request.Messages[i] is null)
            {
                throw Invalid($"messages[{i}] is null.", "Give an object with a role and content.");
            }
        }

        CheckSampling(request);
        CheckPenalties(request);
        InRange("max_completion_tokens", request.MaxCompletionTokens, 1, int.MaxValue);
        InRange("max_tokens", request.MaxTokens, 1, int.MaxValue);
        InRange("n", request.N, 1, MaxChoices);
        InRange("top_logprobs", request.TopLogprobs, 0, 20);
        if (request.TopLogprobs > 0 && request.Logprobs != true)
        {
            throw Invalid("top_logprobs is set without logprobs.", "Set logprobs to true, or leave top_logprobs out.");
        }

        CheckStop(request.Stop);
        RequestTextChecks.Check(request);
    }

    private static void CheckSampling(ChatCompletionRequest request)
    {
        InRange("temperature", request.Temperature, 0, 2);
        InRange("top_p", request.TopP, 0, 1);
        InRange("top_k", request.TopK, 0, int.MaxValue);
        InRange("min_p", request.MinP, 0, 1);
        OverZeroTo("typical_p", request.TypicalP, 1);
    }

    private static void CheckPenalties(ChatCompletionRequest request)
    {
        InRange("frequency_penalty", request.FrequencyPenalty, -2, 2);
        InRange("presence_penalty", request.PresencePenalty, -2, 2);
        OverZeroTo("repeat_penalty", request.RepeatPenalty, 10);
        InRange("repeat_last_n", request.RepeatLastN, -1, int.MaxValue);
        if (request.LogitBias is null)
        {
            return;
        }

        foreach (var (token, bias) in request.LogitBias)
        {
            if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw Invalid($"logit_bias has the key \"{token}\".", "Use token ids in decimal digits as keys.");
            }

            InRange($"logit_bias[{token}]", bias, -100, 100);
        }
    }

    private static void CheckStop(StopSequences? stop)
    {
        if (stop is null)
        {
            return;
        }

        if (stop.Count > MaxStopSequences)
        {
            throw Invalid($"stop holds {stop.Count} strings.", $"Give at most {MaxStopSequences}.");
        }

        if (stop.Any(text => text.Length is 0 or > MaxStopLength))
        {
            throw Invalid(
                "stop holds an empty or overlong string.",
                $"Give strings of 1 to {MaxStopLength} characters."
            );
        }
    }

    // Comparisons are written so that NaN, which is in no range, fails them.
    private static void InRange(string field, double? value, double low, double high)
    {
        if (value is { } number && !(number >= low && number <= high))
        {
            throw Invalid(
                $"{field} is {Text(number)}.",
                high >= int.MaxValue
                    ? $"Give a number of {Text(low)} or more."
                    : $"Give a number from {Text(low)} to {Text(high)}."
            );
        }
    }

    private static void OverZeroTo(string field, double? value, double high)
    {
        if (value is { } number && !(number > 0 && number <= high))
        {
            throw Invalid($"{field} is {Text(number)}.", $"Give a number over 0 and up to {Text(high)}.");
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);
}
