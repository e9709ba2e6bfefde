using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Http.Exchange;

namespace Chat.Http.Tests.Exchange;

public sealed class JsonTextTests
{
    private const string Rich =
        """ {"a":[1,-2.5e3,true,null,"x",{"b":{}}],"c":"q\"\\\u00e9\ud83d\ude00 ü😀","d":{"e":[[]]},"f":false} """;

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("[]")]
    [InlineData(" [1] \n")]
    [InlineData("{]")]
    [InlineData("}")]
    [InlineData("<html>")]
    [InlineData("{\"a\":1} x")]
    public void Whole_or_wrong_JSON_is_not_cut(string text)
    {
        Assert.False(JsonText.IsCut(Encoding.UTF8.GetBytes(text)));
        Assert.Null(JsonText.Close(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Every_beginning_is_cut_and_can_be_closed()
    {
        var whole = JsonNode.Parse(Rich)!;
        var bytes = Encoding.UTF8.GetBytes(Rich);
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            var cut = bytes.AsSpan(0, length);
            Assert.True(JsonText.IsCut(cut), $"{length}");
            if (length < 2)
            {
                continue;
            }

            var closed = JsonNode.Parse(JsonText.Close(cut)!);
            Assert.True(IsBeginning(closed, whole), $"behind byte {length}: {closed}");
        }

        Assert.False(JsonText.IsCut(bytes));
    }

    [Theory]
    [InlineData("""{"a":"x\""", """{"a":"x"}""")]
    [InlineData("""{"a":"x\u00""", """{"a":"x"}""")]
    [InlineData("""{"a":"x\ud83d""", """{"a":"x"}""")]
    [InlineData("""{"a":"x\uD83d\ude""", """{"a":"x"}""")]
    [InlineData("""{"a":"x\ud83d\ude00""", """{"a":"x😀"}""")]
    [InlineData("""{"a":1""", """{"a":null}""")]
    [InlineData("""{"a":1,"b""", """{"a":1}""")]
    [InlineData("""{"a":1, """, """{"a":1}""")]
    [InlineData("""[1,[2,""", """[1,[2]]""")]
    [InlineData("""{"a":tr""", """{"a":null}""")]
    public void Text_is_kept_as_far_as_it_came(string cut, string closed)
    {
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(closed), JsonNode.Parse(JsonText.Close(Encoding.UTF8.GetBytes(cut))!)),
            Encoding.UTF8.GetString(JsonText.Close(Encoding.UTF8.GetBytes(cut))!)
        );
    }

    [Fact]
    public void A_character_cut_in_two_is_left_out()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"a\":\"ü😀");
        foreach (var (less, text) in ((int, string)[])[(1, "ü"), (3, "ü"), (4, "ü"), (5, "")])
        {
            Assert.Equal(text, (string?)JsonNode.Parse(JsonText.Close(bytes.AsSpan(0, bytes.Length - less))!)!["a"]);
        }
    }

    [Fact]
    public void Nesting_without_end_is_wrong_and_not_cut()
    {
        var bomb = Encoding.ASCII.GetBytes(new string('[', 100_000));

        Assert.False(JsonText.IsCut(bomb));
        Assert.Null(JsonText.Close(bomb));
    }

    // Nothing that the whole does not have: texts may be shorter, values missing or null.
    private static bool IsBeginning(JsonNode? cut, JsonNode? whole) =>
        (cut, whole) switch
        {
            (null, _) => true,
            (JsonObject left, JsonObject right) => left.All(field =>
                right.ContainsKey(field.Key) && IsBeginning(field.Value, right[field.Key])
            ),
            (JsonArray left, JsonArray right) => left.Count <= right.Count
                && left.Zip(right).All(pair => IsBeginning(pair.First, pair.Second)),
            (JsonValue left, JsonValue right) when left.GetValueKind() == JsonValueKind.String => right
                .GetValue<string>()
                .StartsWith(left.GetValue<string>(), StringComparison.Ordinal),
            _ => JsonNode.DeepEquals(cut, whole),
        };
}
