using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class LogprobsAccumulatorTests
{
    [Fact]
    public void Lists_are_joined_in_order()
    {
        var gathered = new LogprobsAccumulator();
        gathered.Add(new ChoiceLogprobs { Content = [Token("a"), Token("b")] });
        gathered.Add(new ChoiceLogprobs { Refusal = [Token("r")] });
        gathered.Add(new ChoiceLogprobs { Content = [Token("c")], ExtensionData = Wire.Extras("""{"x":1}""") });

        var logprobs = gathered.ToLogprobs();

        Assert.Equal("a b c", string.Join(' ', logprobs.Content!.Select(token => token.Token)));
        Assert.Equal("r", Assert.Single(logprobs.Refusal!).Token);
        Assert.Equal("x", Assert.Single(logprobs.ExtensionData!).Key);
    }

    [Fact]
    public void A_list_that_never_came_is_null_and_an_empty_one_is_empty()
    {
        var gathered = new LogprobsAccumulator();
        gathered.Add(new ChoiceLogprobs { Content = [] });

        Assert.Empty(gathered.ToLogprobs().Content!);
        Assert.Null(gathered.ToLogprobs().Refusal);
        Assert.Null(gathered.ToLogprobs().ExtensionData);
    }

    private static TokenLogprob Token(string text) => new() { Token = text };
}
