using Chat.Core.Completions;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class UsageTests
{
    [Fact]
    public void The_wire_names_are_those_of_the_specification() =>
        Assert.Equal(
            """{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":4}}""",
            Wire.Write(
                new Usage
                {
                    PromptTokens = 7,
                    CompletionTokens = 5,
                    TotalTokens = 12,
                    PromptTokensDetails = new PromptTokensDetails { CachedTokens = 4 },
                }
            )
        );

    [Fact]
    public void Details_that_are_not_known_are_not_written() =>
        Assert.Equal("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}""", Wire.Write(new Usage()));

    [Fact]
    public void What_servers_add_survives()
    {
        var usage = Wire.Survives<Usage>(
            """
            {"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,
             "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0,"cache_write_tokens":8},
             "completion_tokens_details":{"reasoning_tokens":2,"accepted_prediction_tokens":0,"image_tokens":1},
             "prompt_cache_hit_tokens":1,"queue_time":0.25,"cost_in_usd_ticks":12345678901}
            """
        );

        Assert.Equal(0, usage.PromptTokensDetails!.CachedTokens);
        Assert.Equal(2, usage.CompletionTokensDetails!.ReasoningTokens);
        Assert.Equal(0.25, usage.ExtensionData!["queue_time"].GetDouble());
    }
}
