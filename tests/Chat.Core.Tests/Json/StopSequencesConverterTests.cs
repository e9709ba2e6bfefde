using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Json;

public sealed class StopSequencesConverterTests
{
    [Theory]
    [InlineData("\"a\"", true, 1)]
    [InlineData("\"\"", true, 1)]
    [InlineData("[]", false, 0)]
    [InlineData("[\"a\"]", false, 1)]
    [InlineData("[\"a\",\"b\\n\"]", false, 2)]
    public void The_form_read_is_the_form_written(string json, bool isSingle, int count)
    {
        var stop = Wire.Survives<StopSequences>(json);

        Assert.Equal(isSingle, stop.IsSingle);
        Assert.Equal(count, stop.Count);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[\"a\",null]")]
    [InlineData("[[\"a\"]]")]
    [InlineData("[\"a\"")]
    public void What_is_no_stop_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<StopSequences>(json));

    [Fact]
    public void Null_is_no_stop_at_all() =>
        Assert.Null(Wire.Read<ChatCompletionRequest>("""{"messages":[],"stop":null}""").Stop);
}
