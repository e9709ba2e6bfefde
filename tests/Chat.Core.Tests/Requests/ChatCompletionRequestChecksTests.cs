using System.Globalization;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Core.Tests.Requests;

public sealed class ChatCompletionRequestChecksTests
{
    private static readonly ChatCompletionRequest Good = ChatCompletionRequest.Create("m", ChatMessage.User("hi"));

    private static readonly Dictionary<string, Func<double, ChatCompletionRequest>> Numbers = new(
        StringComparer.Ordinal
    )
    {
        ["temperature"] = value => Good with { Temperature = value },
        ["top_p"] = value => Good with { TopP = value },
        ["min_p"] = value => Good with { MinP = value },
        ["typical_p"] = value => Good with { TypicalP = value },
        ["frequency_penalty"] = value => Good with { FrequencyPenalty = value },
        ["presence_penalty"] = value => Good with { PresencePenalty = value },
        ["repeat_penalty"] = value => Good with { RepeatPenalty = value },
        ["logit_bias[7]"] = value => Good with { LogitBias = Bias("7", value) },
    };

    private static readonly Dictionary<string, Func<int, ChatCompletionRequest>> Counts = new(StringComparer.Ordinal)
    {
        ["max_completion_tokens"] = value => Good with { MaxCompletionTokens = value },
        ["max_tokens"] = value => Good with { MaxTokens = value },
        ["n"] = value => Good with { N = value },
        ["top_logprobs"] = value => Good with { TopLogprobs = value, Logprobs = true },
        ["top_k"] = value => Good with { TopK = value },
        ["repeat_last_n"] = value => Good with { RepeatLastN = value },
    };

    [Fact]
    public void WithoutMessages_APromptIsNeeded()
    {
        var request = ChatCompletionRequest.Create("m");

        Assert.Throws<ChatException>(() => ChatCompletionRequestChecks.Check(request));
        ChatCompletionRequestChecks.Check(request with { Prompt = "" });
    }

    [Fact]
    public void A_plain_request_passes() => ChatCompletionRequestChecks.Check(Good);

    [Fact]
    public void No_request_at_all_is_the_callers_mistake() =>
        Assert.Throws<ArgumentNullException>(() => ChatCompletionRequestChecks.Check(null!));

    [Theory]
    [InlineData("temperature", 0, 2)]
    [InlineData("top_p", 0, 1)]
    [InlineData("min_p", 0, 1)]
    [InlineData("typical_p", double.Epsilon, 1)]
    [InlineData("frequency_penalty", -2, 2)]
    [InlineData("presence_penalty", -2, 2)]
    [InlineData("repeat_penalty", double.Epsilon, 10)]
    [InlineData("logit_bias[7]", -100, 100)]
    public void A_number_may_be_its_lowest_and_its_highest_and_nothing_beyond(string field, double low, double high)
    {
        var make = Numbers[field];
        ChatCompletionRequestChecks.Check(make(low));
        ChatCompletionRequestChecks.Check(make((low + high) / 2));
        ChatCompletionRequestChecks.Check(make(high));

        double[] bad =
        [
            low == double.Epsilon ? 0 : Math.BitDecrement(low),
            Math.BitIncrement(high),
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.MinValue,
            double.MaxValue,
        ];
        foreach (var value in bad)
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            Assert.Equal($"{field} is {text}.", Refusal(make(value)).Message);
        }
    }

    [Theory]
    [InlineData("max_completion_tokens", 1, int.MaxValue)]
    [InlineData("max_tokens", 1, int.MaxValue)]
    [InlineData("n", 1, 128)]
    [InlineData("top_logprobs", 0, 20)]
    [InlineData("top_k", 0, int.MaxValue)]
    [InlineData("repeat_last_n", -1, int.MaxValue)]
    public void A_count_may_be_its_lowest_and_its_highest_and_nothing_beyond(string field, int low, int high)
    {
        var make = Counts[field];
        ChatCompletionRequestChecks.Check(make(low));
        ChatCompletionRequestChecks.Check(make(high));

        Assert.Equal($"{field} is {low - 1}.", Refusal(make(low - 1)).Message);
        Assert.Equal($"{field} is {int.MinValue}.", Refusal(make(int.MinValue)).Message);
        if (high < int.MaxValue)
        {
            Assert.Equal($"{field} is {high + 1}.", Refusal(make(high + 1)).Message);
        }
    }

    [Fact]
    public void The_advice_gives_the_range()
    {
        Assert.Equal("Give a number from 0 to 2.", Refusal(Good with { Temperature = 3 }).Advice);
        Assert.Equal("Give a number over 0 and up to 10.", Refusal(Good with { RepeatPenalty = 0 }).Advice);
        Assert.Equal("Give a number of 1 or more.", Refusal(Good with { MaxTokens = 0 }).Advice);
    }

    [Fact]
    public void Messages_must_be_there()
    {
        Assert.Equal("messages is empty.", Refusal(Good with { Messages = [] }).Message);
        Assert.Equal("messages is empty.", Refusal(Good with { Messages = null! }).Message);
        Assert.Equal("messages[1] is null.", Refusal(Good with { Messages = [Good.Messages[0], null!] }).Message);
    }

    [Fact]
    public void Messages_may_be_empty_when_there_is_a_prompt()
    {
        ChatCompletionRequestChecks.Check(Good with { Messages = [], Prompt = "" });

        Assert.Equal("messages is empty.", Refusal(Good with { Messages = null!, Prompt = "p" }).Message);
    }

    [Fact]
    public void The_result_of_a_tool_names_its_call_or_its_tool()
    {
        var result = new ChatMessage { Role = ChatRole.Tool, Content = "r" };
        ChatCompletionRequestChecks.Check(Good with { Messages = [result with { ToolCallId = "a" }] });
        ChatCompletionRequestChecks.Check(Good with { Messages = [result with { ToolName = "f" }] });

        Assert.Equal(
            "messages[0] has the role tool and no tool_call_id.",
            Refusal(Good with { Messages = [result with { ToolCallId = "" }] }).Message
        );
    }

    [Fact]
    public void Labels_are_bounded_in_number_and_length()
    {
        var most = Enumerable
            .Range(0, 16)
            .ToDictionary(number => new string((char)('a' + number), 64), _ => new string('v', 512));
        ChatCompletionRequestChecks.Check(Good with { Metadata = most });

        Assert.Equal(
            "metadata holds 17 labels.",
            Refusal(Good with { Metadata = most.Append(new("x", "y")).ToDictionary() }).Message
        );
        Assert.Equal(
            "metadata[k] is 513 characters long.",
            Refusal(Good with { Metadata = Label("k", new string('v', 513)) }).Message
        );
        Assert.Equal("metadata[k] is null.", Refusal(Good with { Metadata = Label("k", null!) }).Message);
        Assert.Equal(
            "a key of metadata is 65 characters long.",
            Refusal(Good with { Metadata = Label(new string('k', 65), "v") }).Message
        );
    }

    [Fact]
    public void The_identifier_is_bounded_and_the_prediction_is_content()
    {
        ChatCompletionRequestChecks.Check(
            Good with
            {
                SafetyIdentifier = new string('s', 64),
                Prediction = Prediction.FromText("p"),
            }
        );

        Assert.Equal(
            "safety_identifier is 65 characters long.",
            Refusal(Good with { SafetyIdentifier = new string('s', 65) }).Message
        );
        Assert.Equal(
            "prediction.type is \"x\".",
            Refusal(Good with { Prediction = new Prediction { Type = "x" } }).Message
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public void Likeliest_tokens_need_log_probabilities(bool? logprobs)
    {
        ChatCompletionRequestChecks.Check(Good with { TopLogprobs = 0, Logprobs = logprobs });

        Assert.Equal(
            "top_logprobs is set without logprobs.",
            Refusal(Good with { TopLogprobs = 1, Logprobs = logprobs }).Message
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("0x1")]
    [InlineData("١")]
    [InlineData("hello")]
    [InlineData("2147483648")]
    public void A_bias_is_keyed_by_a_token_id(string key) =>
        Assert.Equal($"logit_bias has the key \"{key}\".", Refusal(Good with { LogitBias = Bias(key, 1) }).Message);

    [Fact]
    public void The_highest_token_id_is_a_key() =>
        ChatCompletionRequestChecks.Check(Good with { LogitBias = Bias("2147483647", 1) });

    [Fact]
    public void Stop_strings_are_bounded_in_number_and_length()
    {
        var most = Enumerable.Repeat("x", ChatCompletionRequestChecks.MaxStopSequences).ToArray();
        var longest = new string('x', ChatCompletionRequestChecks.MaxStopLength);
        ChatCompletionRequestChecks.Check(Good with { Stop = [] });
        ChatCompletionRequestChecks.Check(Good with { Stop = StopSequences.Create(most) });
        ChatCompletionRequestChecks.Check(Good with { Stop = [longest] });

        Assert.Equal("stop holds 65 strings.", Refusal(Good with { Stop = [.. most, "x"] }).Message);
        Assert.Equal("stop holds an empty or overlong string.", Refusal(Good with { Stop = [longest + "x"] }).Message);
        Assert.Equal("stop holds an empty or overlong string.", Refusal(Good with { Stop = ["a", ""] }).Message);
    }

    private static ChatException Refusal(ChatCompletionRequest request)
    {
        var error = Assert.Throws<ChatException>(() => ChatCompletionRequestChecks.Check(request));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.False(error.IsRetryable);
        return error;
    }

    private static Dictionary<string, string> Label(string key, string value) =>
        new(StringComparer.Ordinal) { [key] = value };

    private static Dictionary<string, double> Bias(string token, double value) =>
        new(StringComparer.Ordinal) { [token] = value };
}
