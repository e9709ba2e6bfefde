using System.Text.Json;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Protocol;

public sealed class RpcIdTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("\"\"")]
    [InlineData("\"a b\"")]
    public void An_id_is_written_as_it_was_read(string json) =>
        Assert.Equal(
            json,
            JsonSerializer.Serialize(JsonSerializer.Deserialize(json, RpcJson.Of<RpcId>()), RpcJson.Of<RpcId>())
        );

    [Theory]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void What_is_neither_a_whole_number_nor_a_text_is_no_id(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, RpcJson.Of<RpcId>()));

    [Fact]
    public void A_text_is_at_most_256_characters_long()
    {
        var longest = JsonSerializer.Serialize(new string('x', 256));
        Assert.Equal(256, JsonSerializer.Deserialize(longest, RpcJson.Of<RpcId>()).Text!.Length);
        var longer = JsonSerializer.Serialize(new string('x', 257));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(longer, RpcJson.Of<RpcId>()));
        Assert.Throws<ArgumentException>(() => new RpcId(new string('x', 257)));
    }

    [Fact]
    public void A_number_and_a_text_of_its_digits_are_two_ids()
    {
        Assert.NotEqual(new RpcId(1), new RpcId("1"));
        Assert.Equal(("1", "\"1\""), (new RpcId(1).ToString(), new RpcId("1").ToString()));
    }
}
