using System.CommandLine;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Daemon.Ask;

/// <summary>Reads the request from the options of <c>ask</c>.</summary>
internal static class AskRequest
{
    /// <summary>Reads and checks it.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <param name="host">The process: its model when none is named, and its profiles.</param>
    /// <returns>The request; its last message is an empty one that stands for the prompt.</returns>
    /// <exception cref="ChatException">
    /// A value is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>. A file or profile is not there: kind
    /// <see cref="ChatErrorKind.NotFound"/>.
    /// </exception>
    public static ChatCompletionRequest Read(AskOptions options, OptionReader reader, CommandHost host)
    {
        var system = reader.Text(options.System);
        var prompt = ChatMessage.User("");
        var tools = AskTools.Read(options, reader);
        var stops = reader.Texts(options.Stop);
        var request = new ChatCompletionRequest
        {
            Messages = system is null ? [prompt] : [ChatMessage.System(system), prompt],
            Model = AskModel.Read(options, reader, host),
            MaxCompletionTokens = reader.Integer(options.MaxTokens),
            Temperature = reader.Number(options.Temperature),
            TopP = reader.Number(options.TopP),
            TopK = reader.Integer(options.TopK),
            MinP = reader.Number(options.MinP),
            TypicalP = reader.Number(options.TypicalP),
            RepeatPenalty = reader.Number(options.RepeatPenalty),
            RepeatLastN = reader.Integer(options.RepeatLastN),
            FrequencyPenalty = reader.Number(options.FrequencyPenalty),
            PresencePenalty = reader.Number(options.PresencePenalty),
            LogitBias = ReadLogitBias(reader.Texts(options.LogitBias)),
            Seed = reader.LongInteger(options.Seed),
            Stop = stops.Count > 0 ? [.. stops] : null,
            N = reader.Integer(options.N),
            Logprobs = reader.IsSet(options.Logprobs) ? true : null,
            TopLogprobs = reader.Integer(options.TopLogprobs),
            IgnoreEos = reader.IsSet(options.IgnoreEos) ? true : null,
            Tools = tools,
            ToolChoice = AskTools.ReadChoice(options, reader, tools),
            ResponseFormat = AskResponseFormats.Read(options, reader),
            Grammar = ReadGrammar(options, reader),
            ReasoningEffort = reader.Name(options.ReasoningEffort) is { } effort ? new ReasoningEffort(effort) : null,
            Verbosity = reader.Name(options.Verbosity) is { } verbosity ? new Verbosity(verbosity) : null,
            ChatTemplateKwargs = reader.Name(options.TemplateKwargs) is { } variables
                ? TextSource.ReadObject(options.TemplateKwargs.Name, variables, "Give a member for each variable.")
                : null,
        };
        // That one option needs another is told below, in words of its own.
        Check(request with { Logprobs = true }, options);
        if (request.TopLogprobs > 0 && request.Logprobs is null)
        {
            throw UsageError.Create(
                $"{options.TopLogprobs.Name} is set without {options.Logprobs.Name}.",
                $"Give {options.Logprobs.Name} too, or leave {options.TopLogprobs.Name} out."
            );
        }

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

    private static string? ReadGrammar(AskOptions options, OptionReader reader) =>
        reader.Text(options.Grammar) is not { } value ? null
        // A path has no such sign; a grammar has one in each rule.
        : value.Contains("::=", StringComparison.Ordinal) ? value
        : TextSource.ReadFile(options.Grammar.Name, value);

    // The ranges are stated in one place, in the wire's words; here the field that a message begins with gets the name that was typed.
    private static void Check(ChatCompletionRequest request, AskOptions options)
    {
        try
        {
            ChatCompletionRequestChecks.Check(request);
        }
        catch (ChatException error)
        {
            var end = error.Message.AsSpan().IndexOfAny(' ', '[');
            var option = OptionOf(error.Message[..Math.Max(0, end)], options);
            throw UsageError.Create(option is null ? error.Message : option.Name + error.Message[end..], error.Advice);
        }
    }

    private static Option? OptionOf(string field, AskOptions options) =>
        field switch
        {
            "max_completion_tokens" => options.MaxTokens,
            "temperature" => options.Temperature,
            "top_p" => options.TopP,
            "top_k" => options.TopK,
            "min_p" => options.MinP,
            "typical_p" => options.TypicalP,
            "repeat_penalty" => options.RepeatPenalty,
            "repeat_last_n" => options.RepeatLastN,
            "frequency_penalty" => options.FrequencyPenalty,
            "presence_penalty" => options.PresencePenalty,
            "logit_bias" => options.LogitBias,
            "stop" => options.Stop,
            "n" => options.N,
            "top_logprobs" => options.TopLogprobs,
            "model" => options.Model,
            "tools" => options.Tool,
            _ => null,
        };
}
