using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Json;

public sealed class CompletionOutcomeConverterTests
{
    public static TheoryData<CompletionOutcome, string> Words { get; } =
        new()
        {
            { CompletionOutcome.Completed, "completed" },
            { CompletionOutcome.Length, "length" },
            { CompletionOutcome.ToolCalls, "tool_calls" },
            { CompletionOutcome.Filtered, "filtered" },
            { CompletionOutcome.Cancelled, "cancelled" },
            { CompletionOutcome.Incomplete, "incomplete" },
            { CompletionOutcome.Failed, "failed" },
        };

    [Theory]
    [MemberData(nameof(Words))]
    public void Each_outcome_has_its_word_both_ways(CompletionOutcome outcome, string word)
    {
        Assert.Equal($"\"{word}\"", Wire.Write(outcome));
        Assert.Equal(outcome, Wire.Read<CompletionOutcome>($"\"{word}\""));
    }

    [Fact]
    public void The_list_holds_every_outcome() =>
        Assert.Equal(Enum.GetValues<CompletionOutcome>(), Words.Select(row => (CompletionOutcome)row[0]));

    [Theory]
    [InlineData("\"Completed\"")]
    [InlineData("\"toolCalls\"")]
    [InlineData("\"completed, length\"")]
    [InlineData("\" length\"")]
    [InlineData("\"1\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("{}")]
    public void Other_words_are_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<CompletionOutcome>(json));

    [Fact]
    public void A_number_outside_the_list_is_not_written() =>
        Assert.Throws<JsonException>(() => Wire.Write((CompletionOutcome)99));
}
