using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>The promises of <c>chatd ask</c>, kept by the real program with the bundled model.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class AskEndToEndTests : IDisposable
{
    private readonly ChatdProcess _chatd = new();

    [Fact]
    public async Task A_question_gets_an_english_answer()
    {
        var result = await _chatd.AskAsync("--max-tokens", "24", "Are dogs real?");
        result.AssertSilentSuccess();
        Assert.Contains("dog", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_question_and_seed_give_the_same_json_content()
    {
        string[] line = ["--json", "--max-tokens", "32", "Name three colors."];
        var first = Read((await _chatd.AskAsync(line)).Output);
        var second = Read((await _chatd.AskAsync(line)).Output);
        Assert.Equal(first.Choices[0].Message.Content!.Text, second.Choices[0].Message.Content!.Text);
        Assert.Equal("chat.completion", first.Object);
        Assert.NotNull(first.Choices[0].FinishReason);
        Assert.True(first.Usage!.PromptTokens > 0);
        Assert.Equal(first.Usage.TotalTokens, first.Usage.PromptTokens + first.Usage.CompletionTokens);
    }

    [Fact]
    public async Task Piped_text_is_part_of_the_prompt()
    {
        string[] line = ["ask", .. ChatdProcess.Gentle, "--temperature", "0", "--max-tokens", "16", "Repeat the text:"];
        var result = await _chatd.RunAsync(Encoding.UTF8.GetBytes("The sky is green.\n"), line);
        result.AssertSilentSuccess();
        Assert.Contains("sky", result.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Chunks_come_a_line_each_and_the_last_has_the_finish_reason()
    {
        var result = await _chatd.AskAsync("--stream-json", "--max-tokens", "5", "Count to ten.");
        result.AssertSilentSuccess();
        var chunks = result
            .Output.TrimEnd('\n')
            .Split('\n')
            .Select(line => JsonSerializer.Deserialize(line, ChatJsonContext.Default.ChatCompletionChunk)!)
            .ToList();
        Assert.True(chunks.Count > 1);
        Assert.Equal(FinishReason.Length, chunks[^1].Choices[0].FinishReason);
        Assert.All(chunks.SkipLast(1), chunk => Assert.Null(chunk.Choices[0].FinishReason));
    }

    [Fact]
    public async Task Five_tokens_are_five_tokens()
    {
        var answer = Read((await _chatd.AskAsync("--json", "--max-tokens", "5", "Tell me a story.")).Output);
        Assert.Equal(FinishReason.Length, answer.Choices[0].FinishReason);
        Assert.Equal(5, answer.Usage!.CompletionTokens);
        Assert.Equal(CompletionOutcome.Length, answer.Outcome);
    }

    [Fact]
    public async Task A_stop_string_ends_the_answer_and_is_not_shown()
    {
        var answer = Read(
            (await _chatd.AskAsync("--json", "--max-tokens", "64", "--stop", "o", "Are dogs real?")).Output
        );
        Assert.Equal(FinishReason.Stop, answer.Choices[0].FinishReason);
        Assert.DoesNotContain('o', answer.Choices[0].Message.Content!.Text!);
    }

    [Fact]
    public async Task Log_probabilities_come_for_each_token()
    {
        var line = new[] { "--json", "--max-tokens", "4", "--logprobs", "--top-logprobs", "2", "Are dogs real?" };
        var answer = Read((await _chatd.AskAsync(line)).Output);
        var tokens = answer.Choices[0].Logprobs!.Content!;
        Assert.Equal(4, tokens.Count);
        Assert.All(tokens, token => Assert.True(token.Logprob <= 0));
        Assert.All(tokens, token => Assert.Equal(2, token.TopLogprobs!.Count));
        Assert.All(tokens, token => Assert.Equal(token.Logprob, token.TopLogprobs![0].Logprob, 6));
    }

    [Fact]
    public async Task Several_answers_are_shown_apart()
    {
        var result = await _chatd.AskAsync("-n", "2", "--max-tokens", "4", "Are dogs real?");
        result.AssertSilentSuccess();
        Assert.Contains("\n--- 2 of 2 ---\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_go_to_standard_error()
    {
        var result = await _chatd.AskAsync("--stats", "--ignore-eos", "--max-tokens", "4", "Hello");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches("answer tokens: 4, [0-9.]+ tokens/s\n", result.Error);
    }

    [Fact]
    public async Task A_reader_that_goes_away_stops_the_answer()
    {
        string[] line = ["ask", .. ChatdProcess.Gentle, "--ignore-eos", "--max-tokens", "7000", "Tell me a story."];
        var result = await _chatd.RunUntilFirstByteAsync(then: null, line);
        result.AssertFailure(1, "reader of standard output");
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupt_keeps_the_partial_text(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows sends Ctrl+C to whole console groups, the tests among them.");
        string[] line = ["ask", .. ChatdProcess.Gentle, "--ignore-eos", "--max-tokens", "7000", "Tell me a story."];
        var result = await _chatd.RunUntilFirstByteAsync(process => Signals.Send(process, signal), line);
        Assert.Equal(130, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.EndsWith("\n", result.Output, StringComparison.Ordinal);
        Assert.True(result.Output.Length > 1);
    }

    [Fact]
    public async Task A_time_limit_has_its_exit_code()
    {
        string[] line =
        [
            "ask",
            .. ChatdProcess.Gentle,
            "--ignore-eos",
            "--max-tokens",
            "7000",
            "--timeout",
            "0.5",
            "Tell me a story.",
        ];
        (await _chatd.RunAsync(line)).AssertFailure(5, "not whole after 0.5 s");
    }

    public void Dispose() => _chatd.Dispose();

    private static ChatCompletion Read(string json) =>
        JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletion)!;
}
