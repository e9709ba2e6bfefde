using Chat.Core.Tools;
using Chat.Engine.Answers;

namespace Chat.Engine.Tests.Answers;

/// <summary>Pieces of a choice, put together.</summary>
public sealed class ChoicePieceTests
{
    [Fact]
    public void More_of_a_call_lengthens_it_and_another_stands_beside_it()
    {
        var first = Piece("a", Call(0, "f", "{\"x\":"));
        var second = Piece("b", Call(0, null, "1}"), Call(1, "g", "{}"));

        var both = first.With(second);

        Assert.Equal("ab", both.Content);
        Assert.Equal(
            [(0, "f", "{\"x\":1}"), (1, "g", "{}")],
            both.Calls.Select(call => (call.Index ?? -1, call.Function!.Name, call.Function.Arguments))
        );
    }

    [Fact]
    public void Nothing_changes_nothing()
    {
        var piece = Piece("a", Call(0, "f", "{}"));

        Assert.Equal(piece, piece.With(ChoicePiece.Empty));
        Assert.True(ChoicePiece.Empty.IsEmpty);
        Assert.False(piece.IsEmpty);
    }

    private static ChoicePiece Piece(string content, params ToolCallDelta[] calls) => new(content, "", calls, []);

    private static ToolCallDelta Call(int index, string? name, string arguments) =>
        new()
        {
            Index = index,
            Function = new FunctionCall { Name = name, Arguments = arguments },
        };
}
