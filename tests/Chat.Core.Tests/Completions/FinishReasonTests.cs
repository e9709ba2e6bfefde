using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class FinishReasonTests
{
    [Fact]
    public void Known_reasons_have_the_words_of_the_specification() =>
        Assert.Equal(
            "stop length tool_calls content_filter function_call",
            string.Join(
                ' ',
                FinishReason.Stop,
                FinishReason.Length,
                FinishReason.ToolCalls,
                FinishReason.ContentFilter,
                FinishReason.FunctionCall
            )
        );

    [Theory]
    [InlineData("stop")]
    [InlineData("model_length")]
    [InlineData("insufficient_system_resource")]
    public void Any_word_survives_a_round_trip(string word) =>
        Assert.Equal(word, Wire.Survives<FinishReason>($"\"{word}\"").Value);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void What_is_no_word_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<FinishReason>(json));

    [Fact]
    public void The_constructor_refuses_null_and_blanks()
    {
        Assert.Throws<ArgumentNullException>(() => new FinishReason(null!));
        Assert.Throws<ArgumentException>(() => new FinishReason(" "));
        Assert.Throws<ArgumentException>(() => FinishReason.FromWire(""));
    }

    [Fact]
    public void Equality_goes_by_the_word_and_its_case()
    {
        Assert.Equal(FinishReason.Length, new FinishReason("length"));
        Assert.Equal(FinishReason.Length.GetHashCode(), new FinishReason("length").GetHashCode());
        Assert.NotEqual(FinishReason.Length, new FinishReason("LENGTH"));
    }

    [Fact]
    public void The_default_value_is_stop()
    {
        Assert.Equal(FinishReason.Stop, default);
        Assert.Equal(FinishReason.Stop.GetHashCode(), default(FinishReason).GetHashCode());
    }

    [Fact]
    public void The_text_is_the_word() => Assert.Equal("abort", new FinishReason("abort").ToString());
}
