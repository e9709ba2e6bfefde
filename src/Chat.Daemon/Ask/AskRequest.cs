using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Daemon.Settings;

namespace Chat.Daemon.Ask;

/// <summary>Reads the request from the options of <c>ask</c>.</summary>
internal static class AskRequest
{
    /// <summary>Reads and checks it.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <param name="settings">The model to use when none is named.</param>
    /// <returns>The request; its last message is an empty one that stands for the prompt.</returns>
    /// <exception cref="ChatException">A value is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static ChatCompletionRequest Read(AskOptions options, OptionReader reader, ChatSettings settings)
    {
        var system = reader.Text(options.System);
        var prompt = ChatMessage.User("");
        var stops = reader.Texts(options.Stop);
        var request = new ChatCompletionRequest
        {
            Messages = system is null ? [prompt] : [ChatMessage.System(system), prompt],
            Model = reader.Name(options.Model) ?? settings.Model,
            MaxCompletionTokens = reader.Integer(options.MaxTokens),
            Temperature = reader.Number(options.Temperature),
            TopP = reader.Number(options.TopP),
            TopK = reader.Integer(options.TopK),
            MinP = reader.Number(options.MinP),
            TypicalP = reader.Number(options.TypicalP),
            RepeatPenalty = reader.Number(options.RepeatPenalty),
            FrequencyPenalty = reader.Number(options.FrequencyPenalty),
            PresencePenalty = reader.Number(options.PresencePenalty),
            LogitBias = ReadLogitBias(reader.Texts(options.LogitBias)),
            Seed = reader.LongInteger(options.Seed),
            Stop = stops.Count > 0 ? [.. stops] : null,
            N = reader.Integer(options.N),
            Logprobs = reader.IsSet(options.Logprobs) ? true : null,
            TopLogprobs = reader.Integer(options.TopLogprobs),
            IgnoreEos = reader.IsSet(options.IgnoreEos) ? true : null,
        };
        Check(request);
        return request;
    }

    private static Dictionary<string, double>? ReadLogitBias(IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var biases = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var sign = value.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
            {
                throw UsageError.Create(
                    $"--logit-bias is \"{value}\".",
                    "Give a token id and a number, as in --logit-bias 198=-100; chatd tokens --json lists ids."
                );
            }

            if (!biases.TryAdd(value[..sign], OptionReader.ReadNumber("--logit-bias", value[(sign + 1)..])))
            {
                throw UsageError.Create(
                    $"--logit-bias names token {value[..sign]} twice.",
                    "Give each token one bias."
                );
            }
        }

        return biases;
    }

    // The ranges are stated in one place, in the wire's words; here they get the names that were typed.
    private static void Check(ChatCompletionRequest request)
    {
        try
        {
            ChatCompletionRequestChecks.Check(request);
        }
        catch (ChatException error)
        {
            throw UsageError.Create(InOptionNames(error.Message), InOptionNames(error.Advice));
        }
    }

    private static string InOptionNames(string text) =>
        text.Replace("max_completion_tokens", "--max-tokens", StringComparison.Ordinal)
            .Replace("top_logprobs", "--top-logprobs", StringComparison.Ordinal)
            .Replace("without logprobs", "without --logprobs", StringComparison.Ordinal)
            .Replace("Set logprobs to true", "Give --logprobs too", StringComparison.Ordinal)
            .Replace("logit_bias", "--logit-bias", StringComparison.Ordinal)
            .Replace("temperature", "--temperature", StringComparison.Ordinal)
            .Replace("top_p", "--top-p", StringComparison.Ordinal)
            .Replace("top_k", "--top-k", StringComparison.Ordinal)
            .Replace("min_p", "--min-p", StringComparison.Ordinal)
            .Replace("typical_p", "--typical-p", StringComparison.Ordinal)
            .Replace("repeat_penalty", "--repeat-penalty", StringComparison.Ordinal)
            .Replace("frequency_penalty", "--frequency-penalty", StringComparison.Ordinal)
            .Replace("presence_penalty", "--presence-penalty", StringComparison.Ordinal);
}
