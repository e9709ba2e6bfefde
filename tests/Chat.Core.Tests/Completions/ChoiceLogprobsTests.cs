using Chat.Core.Completions;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class ChoiceLogprobsTests
{
    [Fact]
    public void Both_lists_are_written_even_when_null() =>
        Assert.Equal("""{"content":null,"refusal":null}""", Wire.Write(new ChoiceLogprobs()));

    [Fact]
    public void Everything_survives() =>
        Wire.Survives<ChoiceLogprobs>(
            """{"content":[{"token":"a","logprob":-1,"bytes":null}],"refusal":[],"text_offset":[0]}"""
        );
}
