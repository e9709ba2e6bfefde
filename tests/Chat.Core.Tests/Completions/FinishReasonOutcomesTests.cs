using Chat.Core.Completions;

namespace Chat.Core.Tests.Completions;

public sealed class FinishReasonOutcomesTests
{
    [Theory]
    [InlineData("stop", CompletionOutcome.Completed)]
    [InlineData("eos", CompletionOutcome.Completed)]
    [InlineData("length", CompletionOutcome.Length)]
    [InlineData("model_length", CompletionOutcome.Length)]
    [InlineData("tool_calls", CompletionOutcome.ToolCalls)]
    [InlineData("function_call", CompletionOutcome.ToolCalls)]
    [InlineData("content_filter", CompletionOutcome.Filtered)]
    [InlineData("error", CompletionOutcome.Failed)]
    [InlineData("abort", CompletionOutcome.Failed)]
    [InlineData("insufficient_system_resource", CompletionOutcome.Failed)]
    public void Each_word_has_one_outcome(string word, CompletionOutcome outcome) =>
        Assert.Equal(outcome, FinishReasonOutcomes.ToOutcome(new FinishReason(word)));

    [Fact]
    public void No_reason_means_that_the_stream_was_cut() =>
        Assert.Equal(CompletionOutcome.Incomplete, FinishReasonOutcomes.ToOutcome(null));
}
