using Chat.Core.Completions;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class CompletionTimingsTests
{
    [Fact]
    public void Rates_are_tokens_a_second()
    {
        var timings = new CompletionTimings
        {
            PromptTokens = 50,
            PromptMilliseconds = 200,
            PredictedTokens = 3,
            PredictedMilliseconds = 1500,
        };

        Assert.Equal(250, timings.PromptPerSecond);
        Assert.Equal(2, timings.PredictedPerSecond);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.Epsilon)]
    [InlineData(double.PositiveInfinity)]
    public void A_time_that_cannot_be_divided_by_gives_rate_zero(double milliseconds)
    {
        var timings = new CompletionTimings
        {
            PromptTokens = 5,
            PromptMilliseconds = milliseconds,
            PredictedTokens = 5,
            PredictedMilliseconds = milliseconds,
        };

        Assert.Equal(0, timings.PromptPerSecond);
        Assert.Equal(0, timings.PredictedPerSecond);
    }

    [Fact]
    public void The_wire_names_are_those_of_llama_server() =>
        Assert.Equal(
            """{"cache_n":1,"prompt_n":2,"prompt_ms":4,"prompt_per_second":500,"predicted_n":3,"predicted_ms":6,"predicted_per_second":500,"ttft_ms":5.5,"load_ms":7}""",
            Wire.Write(
                new CompletionTimings
                {
                    CachedTokens = 1,
                    PromptTokens = 2,
                    PromptMilliseconds = 4,
                    PredictedTokens = 3,
                    PredictedMilliseconds = 6,
                    TimeToFirstTokenMilliseconds = 5.5,
                    LoadMilliseconds = 7,
                }
            )
        );

    [Fact]
    public void Times_that_were_not_measured_are_not_written()
    {
        var json = Wire.Write(new CompletionTimings());

        Assert.DoesNotContain("ttft_ms", json, StringComparison.Ordinal);
        Assert.DoesNotContain("load_ms", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_that_was_read_is_worked_out_anew_and_unknown_fields_stay()
    {
        var timings = Wire.Read<CompletionTimings>(
            """{"prompt_n":2,"prompt_ms":4,"prompt_per_second":1,"prompt_per_token_ms":2,"draft_n":9}"""
        );

        Assert.Equal(500, timings.PromptPerSecond);
        Assert.Equal(["prompt_per_token_ms", "draft_n"], timings.ExtensionData!.Keys);
        Wire.Same(
            """
            {"cache_n":0,"prompt_n":2,"prompt_ms":4,"prompt_per_second":500,"predicted_n":0,"predicted_ms":0,
             "predicted_per_second":0,"prompt_per_token_ms":2,"draft_n":9}
            """,
            Wire.Write(timings)
        );
    }
}
