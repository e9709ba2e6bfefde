using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;

namespace Chat.Conformance.Tests.Backends;

/// <content>Streams, choices, ends and usage.</content>
public abstract partial class BackendConformance
{
    [Fact]
    public async Task A_stream_gathers_to_the_whole_answer()
    {
        await using var target = await StartAsync();

        var whole = await target.Backend.WholeAsync(ConformanceRequests.AskWithUsage(target.Model));
        var gathered = await target.Backend.GatheredAsync(ConformanceRequests.AskWithUsage(target.Model));

        Answers.AssertSame(whole, gathered);
        Assert.NotEmpty(whole.AssistantMessage()!.Content!.Text!);
        Assert.Equal(OutcomeOf(whole.Choices[0].FinishReason?.Value), whole.Outcome);
    }

    [Fact]
    public async Task A_stream_is_one_answer_that_ends_once()
    {
        await using var target = await StartAsync();

        var chunks = await target.Backend.ChunksAsync(ConformanceRequests.AskWithUsage(target.Model));

        Assert.True(chunks.Count > 2, "The answer came in one piece.");
        // Azure's report on the prompt comes ahead of the answer and has no id yet.
        var answer = chunks.SkipWhile(chunk => chunk.Choices.Count == 0).ToList();
        Assert.Single(answer.Select(chunk => chunk.Id).Distinct());
        Assert.Single(answer.Select(chunk => chunk.Created).Distinct());
        Assert.Equal([chunks[^1]], chunks.Where(chunk => chunk.IsLastChunk));
        Assert.Equal(ChatRole.Assistant, answer[0].DeltaMessage()!.Role);
        AssertEndsOnce(chunks, choices: 1);
        Assert.All(chunks, chunk => Assert.Null(chunk.Error));
        Assert.Equal(chunks.Select(chunk => chunk.TotalLatency).Order(), chunks.Select(chunk => chunk.TotalLatency));
    }

    [Fact]
    public async Task Several_choices_each_come_whole()
    {
        await using var target = await StartAsync();
        var request = ConformanceRequests.Several(target.Model);

        var whole = await target.Backend.WholeAsync(request);
        var chunks = await target.Backend.ChunksAsync(request);
        var gathered = await target.Backend.GatheredAsync(request);

        Assert.Equal([0, 1, 2], whole.Choices.Select(choice => choice.Index));
        Assert.All(whole.Choices, choice => Assert.NotEmpty(choice.Message.Content!.Text!));
        AssertEndsOnce(chunks, choices: 3);
        Answers.AssertSame(whole, gathered);
    }

    [Fact]
    public async Task The_text_ends_before_a_stop_string()
    {
        await using var target = await StartAsync();
        var text = (await target.Backend.WholeAsync(ConformanceRequests.Ask(target.Model))).Text;
        var stop = StopWithin(text);

        var request = ConformanceRequests.Stopped(target.Model, stop);
        var whole = await target.Backend.WholeAsync(request);

        Answers.AssertSame(whole, await target.Backend.GatheredAsync(request));
        if (target.Backend.Capabilities["stop"] == FieldSupport.Ignored)
        {
            Assert.Equal(text, whole.Text);
            Assert.Contains(whole.Warnings!, warning => warning.Contains("stop", StringComparison.Ordinal));
            return;
        }

        Assert.Equal(text[..text.IndexOf(stop, StringComparison.Ordinal)], whole.Text);
        Assert.Equal(CompletionOutcome.Completed, whole.Outcome);
    }

    [Fact]
    public async Task An_answer_keeps_to_its_limit_and_says_so()
    {
        await using var target = await StartAsync();
        var longer = await target.Backend.WholeAsync(ConformanceRequests.Ask(target.Model));

        var whole = await target.Backend.WholeAsync(ConformanceRequests.Limited(target.Model));
        var gathered = await target.Backend.GatheredAsync(ConformanceRequests.Limited(target.Model));
        var old = await target.Backend.WholeAsync(ConformanceRequests.LimitedByTheOldName(target.Model));

        Answers.AssertSame(whole, gathered);
        Answers.AssertSame(whole, old);
        Assert.StartsWith(whole.Text, longer.Text, StringComparison.Ordinal);
        Assert.True(whole.Text.Length < longer.Text.Length);
        Assert.Equal(CompletionOutcome.Length, whole.Outcome);
        Assert.Equal(3, whole.Usage!.CompletionTokens);
        Assert.Equal(3, gathered.Usage!.CompletionTokens);
    }

    [Fact]
    public async Task Usage_adds_up_and_is_the_same_in_both_forms()
    {
        await using var target = await StartAsync();

        var whole = (await target.Backend.WholeAsync(ConformanceRequests.AskWithUsage(target.Model))).Usage!;
        var chunks = await target.Backend.ChunksAsync(ConformanceRequests.AskWithUsage(target.Model));

        Assert.True(whole.PromptTokens > 0 && whole.CompletionTokens > 0);
        Assert.Equal(whole.PromptTokens + whole.CompletionTokens, whole.TotalTokens);
        var streamed = chunks.Select(chunk => chunk.Usage).Last(usage => usage is not null)!;
        Assert.Equal(
            (whole.PromptTokens, whole.CompletionTokens, whole.TotalTokens),
            (streamed.PromptTokens, streamed.CompletionTokens, streamed.TotalTokens)
        );
    }

    /// <summary>A text from the middle of another one.</summary>
    internal static string StopWithin(string text) => text.Substring(text.Length / 2, Math.Min(3, text.Length / 2));

    private static void AssertEndsOnce(IReadOnlyList<Core.Streaming.ChatCompletionChunk> chunks, int choices)
    {
        for (var index = 0; index < choices; index++)
        {
            var own = chunks.SelectMany(chunk => chunk.Choices).Where(choice => choice.Index == index).ToList();
            Assert.NotNull(own[^1].FinishReason);
            Assert.All(own[..^1], choice => Assert.Null(choice.FinishReason));
        }

        Assert.All(chunks.SelectMany(chunk => chunk.Choices), choice => Assert.InRange(choice.Index, 0, choices - 1));
    }
}
