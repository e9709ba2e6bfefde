using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ListPiecesTests
{
    [Fact]
    public void Lists_that_come_in_pieces_are_joined_and_others_told_anew()
    {
        var answer = Chunks.Gather(
            Piece(
                """{"token_ids":[1,2],"other":[1]}""",
                """{"reasoning_details":[{"text":"a\u0062"}],"citations":["x"]}"""
            ),
            Piece("""{"token_ids":[],"other":[2]}""", """{"reasoning_details":null,"citations":["x","y"]}"""),
            Piece("""{"token_ids":[3]}""", """{"reasoning_details":[{"text":"c"},{"signature":"s"}]}"""),
            Piece("{}", "{}")
        );

        var choice = Assert.Single(answer.Choices);
        Assert.Equal("[1,2,3]", choice.ExtensionData!["token_ids"].GetRawText());
        Assert.Equal("[2]", choice.ExtensionData["other"].GetRawText());
        Wire.Same(
            """[{"text":"ab"},{"text":"c"},{"signature":"s"}]""",
            choice.Message.ExtensionData!["reasoning_details"].GetRawText()
        );
        Assert.Equal("""["x","y"]""", choice.Message.ExtensionData["citations"].GetRawText());
    }

    [Theory]
    [InlineData("[1]", "7", "7")]
    [InlineData("[1]", "null", "[1]")]
    [InlineData("null", "[1]", "[1]")]
    [InlineData("[]", "[]", "[]")]
    public void What_is_no_list_holds_as_any_field_does(string first, string second, string expected)
    {
        var answer = Chunks.Gather(Piece(Ids(first), "{}"), Piece(Ids(second), "{}"));

        Assert.Equal(expected, answer.Choices[0].ExtensionData!["token_ids"].GetRawText());
    }

    private static string Ids(string value) => $$"""{"token_ids":{{value}}}""";

    private static ChatCompletionChunk Piece(string choice, string delta) =>
        Chunks.Of(
            Chunks.Share(new ChatDelta { ExtensionData = Wire.Extras(delta) }) with
            {
                ExtensionData = Wire.Extras(choice),
            }
        );
}
