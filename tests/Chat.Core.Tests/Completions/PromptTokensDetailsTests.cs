using Chat.Core.Completions;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class PromptTokensDetailsTests
{
    [Fact]
    public void An_unknown_count_is_not_written_and_zero_is()
    {
        Assert.Equal("{}", Wire.Write(new PromptTokensDetails()));
        Assert.Equal("""{"cached_tokens":0}""", Wire.Write(new PromptTokensDetails { CachedTokens = 0 }));
    }

    [Fact]
    public void Unknown_fields_survive() =>
        Wire.Survives<PromptTokensDetails>("""{"cached_tokens":3,"image_tokens":9,"video_tokens":4,"x":null}""");
}
