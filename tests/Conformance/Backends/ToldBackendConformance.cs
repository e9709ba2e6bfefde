using System.Text.Json.Nodes;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>What a backend promises besides when the words of the model behind it are known: each token arrives, none is made up.</summary>
public abstract class ToldBackendConformance : BackendConformance
{
    /// <summary>True where the server behind calls tools.</summary>
    private protected virtual bool CallsTools => true;

    /// <summary>False where the server refuses log probabilities.</summary>
    private protected virtual bool HasLogprobs => true;

    /// <inheritdoc/>
    private protected override ChatCompletionRequest TooLong => ConformanceRequests.Ask(MagicModels.Full);

    [Fact]
    public async Task Every_character_arrives()
    {
        var whole = await BothAsync(ConformanceRequests.Unicode);

        Assert.Equal(ConformanceRequests.Unicode(null).Messages[0].Content!.Text, whole.Text);
    }

    [Fact]
    public async Task Reasoning_comes_apart_from_the_text()
    {
        var whole = await BothAsync(ConformanceRequests.Thinking);

        Assert.Equal("of the sea", whole.Text);
        Assert.Equal("Thinking about: of the sea", whole.Choices[0].Message.Reasoning);
    }

    [Fact]
    public async Task A_tool_call_arrives_with_its_exact_arguments()
    {
        if (!CallsTools)
        {
            return;
        }

        var whole = await BothAsync(ConformanceRequests.Calling);

        var call = Assert.Single(whole.Choices[0].Message.ToolCalls!);
        Assert.NotEmpty(call.Id!);
        Assert.Equal("get_weather", call.Function!.Name);
        Assert.Equal(
            """{"city":"Zürich","days":[1,2.50,1e3],"deep":{"a":null}}""",
            System.Text.RegularExpressions.Regex.Unescape(call.Function.Arguments!)
        );
        Assert.Equal(CompletionOutcome.ToolCalls, whole.Outcome);
    }

    [Fact]
    public async Task An_answer_by_a_schema_fits_it()
    {
        await using var target = await StartAsync();
        var support = target.Backend.Capabilities["response_format.json_schema"];

        var whole = await BothAsync(ConformanceRequests.Structured);

        if (support == FieldSupport.Ignored)
        {
            Assert.Contains(whole.Warnings!, warning => warning.Contains("response_format", StringComparison.Ordinal));
        }
        else
        {
            Assert.Equal(ConformanceRequests.Text, (string?)JsonNode.Parse(whole.Text)!["words"]);
        }
    }

    [Fact]
    public async Task Log_probabilities_stand_for_the_tokens_of_the_text()
    {
        await using var target = await StartAsync();
        var support = target.Backend.Capabilities["logprobs"];

        if (!HasLogprobs)
        {
            var error = (await FailuresAsync(target.Backend, ConformanceRequests.WithLogprobs(target.Model)))[0];
            Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
            Assert.Contains("logprobs", error.Message, StringComparison.Ordinal);
            return;
        }

        var whole = await BothAsync(ConformanceRequests.WithLogprobs);

        if (support == FieldSupport.Ignored)
        {
            Assert.Contains(whole.Warnings!, warning => warning.Contains("logprobs", StringComparison.Ordinal));
        }
        else
        {
            Assert.Equal(whole.Text, string.Concat(whole.Choices[0].Logprobs!.Content!.Select(entry => entry.Token)));
        }
    }

    [Fact]
    public async Task A_filtered_answer_says_so()
    {
        var whole = await BothAsync(_ => ConformanceRequests.Ask(MagicModels.Filtered));

        // Ollama has no such word.
        if (whole.Choices[0].FinishReason?.Value == "content_filter")
        {
            Assert.Equal(CompletionOutcome.Filtered, whole.Outcome);
        }

        Assert.Equal(ConformanceRequests.Text, whole.Text);
    }

    [Theory]
    [InlineData(MagicModels.Limited, ChatErrorKind.RateLimited)]
    [InlineData(MagicModels.Busy, ChatErrorKind.Overloaded)]
    public async Task A_server_in_need_of_rest_may_be_asked_again(string model, ChatErrorKind kind)
    {
        await using var target = await StartAsync();

        foreach (var error in await FailuresAsync(target.Backend, ConformanceRequests.Ask(model)))
        {
            Assert.Equal(kind, error.Kind);
            Assert.True(error.IsRetryable);
            Assert.NotEmpty(error.Advice);
        }
    }

    [Theory]
    [InlineData(MagicModels.Broken, CompletionOutcome.Failed)]
    [InlineData(MagicModels.Cut, CompletionOutcome.Incomplete)]
    public async Task A_stream_that_fails_keeps_what_had_come(string model, CompletionOutcome outcome)
    {
        await using var target = await StartAsync();
        var texts = new List<string?>();

        var error = await Assert.ThrowsAsync<ChatException>(async () =>
        {
            await foreach (
                var chunk in target.Backend.StreamAsync(ConformanceRequests.Ask(model), CancellationToken.None)
            )
            {
                texts.Add(chunk.DeltaMessage()?.Content);
            }
        });

        Assert.Equal("one two", string.Concat(texts));
        Assert.Equal("one two", error.Partial!.Text);
        Assert.Equal(outcome, error.Partial!.Outcome);
        Assert.Null(error.Partial.Choices[0].FinishReason);
    }

    [Theory]
    [InlineData(MagicModels.Broken)]
    [InlineData(MagicModels.Cut)]
    public async Task A_stream_in_band_that_fails_ends_with_its_error(string model)
    {
        await using var target = await StartAsync();
        var gathered = new Core.Streaming.ChatCompletionAccumulator();
        var last = new List<bool>();

        await foreach (
            var chunk in target.Backend.StreamInBandAsync(ConformanceRequests.Ask(model), CancellationToken.None)
        )
        {
            gathered.Add(chunk);
            last.Add(chunk.Error is not null && chunk.IsLastChunk);
        }

        Assert.Equal([.. Enumerable.Repeat(false, last.Count - 1), true], last);
        Assert.Equal("one two", gathered.ToCompletion().Text);
    }

    [Theory]
    [InlineData(MagicModels.Broken)]
    [InlineData(MagicModels.Cut)]
    public async Task A_whole_answer_that_fails_is_one_error(string model)
    {
        await using var target = await StartAsync();

        var error = await Assert.ThrowsAsync<ChatException>(() =>
            target.Backend.WholeAsync(ConformanceRequests.Ask(model))
        );

        Assert.NotEqual(ChatErrorKind.Internal, error.Kind);
        Assert.NotEmpty(error.Advice);
    }

    private async Task<ChatCompletion> BothAsync(Func<string?, ChatCompletionRequest> request)
    {
        await using var target = await StartAsync();
        var whole = await target.Backend.WholeAsync(request(target.Model));
        Answers.AssertSame(whole, await target.Backend.GatheredAsync(request(target.Model)));
        return whole;
    }
}
