using Chat.Engine.Answers;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Tests.Answers;

/// <summary>What the parser finds, as the pieces of a choice.</summary>
public sealed class AnswerReaderTests
{
    [Fact]
    public void Pieces_of_a_call_that_come_together_are_one()
    {
        var reader = New(
            [],
            (AnswerDeltaKind.CallStart, "f"),
            (AnswerDeltaKind.CallPiece, "{\"a\""),
            (AnswerDeltaKind.CallPiece, ":1}")
        );

        var call = Assert.Single(reader.Push("x").Calls);

        Assert.Equal(
            ("f", "{\"a\":1}", 0, "function"),
            (call.Function!.Name, call.Function.Arguments, call.Index, call.Type)
        );
        Assert.True(reader.HasCalls);
    }

    [Fact]
    public void Content_and_reasoning_are_kept_apart()
    {
        var reader = New(
            [],
            (AnswerDeltaKind.Reasoning, "Hm. "),
            (AnswerDeltaKind.Content, "Yes."),
            (AnswerDeltaKind.Reasoning, "So.")
        );

        var piece = reader.Push("x");

        Assert.Equal(("Yes.", "Hm. So."), (piece.Content, piece.Reasoning));
    }

    [Fact]
    public void A_stop_string_ends_the_content_and_nothing_follows()
    {
        var reader = New(
            ["END"],
            (AnswerDeltaKind.Content, "a EN"),
            (AnswerDeltaKind.Content, "D b"),
            (AnswerDeltaKind.Content, "c")
        );

        var piece = reader.Push("x");

        Assert.Equal(("a ", true), (piece.Content, piece.Stopped));
        Assert.Equal(ChoicePiece.Empty, reader.Finish(cut: false));
    }

    [Fact]
    public void A_stop_string_in_arguments_ends_nothing()
    {
        var reader = New(["END"], (AnswerDeltaKind.CallStart, "f"), (AnswerDeltaKind.CallPiece, "{\"a\":\"END\"}"));

        var piece = reader.Push("x");

        Assert.False(piece.Stopped);
        Assert.Equal("{\"a\":\"END\"}", piece.Calls[^1].Function!.Arguments);
    }

    [Fact]
    public void What_is_held_back_comes_before_the_call_behind_it_or_at_the_end()
    {
        var reader = New(
            ["END"],
            (AnswerDeltaKind.Content, "a EN"),
            (AnswerDeltaKind.CallStart, "f"),
            (AnswerDeltaKind.Content, "b E")
        );

        Assert.Equal("a ENb ", reader.Push("x").Content);
        Assert.Equal("E", reader.Finish(cut: false).Content);
    }

    [Fact]
    public void The_input_of_a_custom_tool_is_plain_text()
    {
        var parser = new FakeParser([
            new AnswerDelta(AnswerDeltaKind.CallStart, "g", 0, "call_1", IsCustom: true),
            new AnswerDelta(AnswerDeltaKind.CallPiece, "2d", 0, IsCustom: true),
            new AnswerDelta(AnswerDeltaKind.CallPiece, "6", 0, IsCustom: true),
        ]);

        var call = Assert.Single(new AnswerReader(parser, []).Push("x").Calls);

        Assert.Equal(("custom", "call_1", "g", "2d6"), (call.Type, call.Id, call.Custom!.Name, call.Custom.Input));
        Assert.Null(call.Function);
    }

    private static AnswerReader New(string[] stops, params (AnswerDeltaKind Kind, string Text)[] deltas) =>
        new(
            new FakeParser([
                .. deltas.Select(delta => new AnswerDelta(
                    delta.Kind,
                    delta.Text,
                    delta.Kind is AnswerDeltaKind.CallStart or AnswerDeltaKind.CallPiece ? 0 : -1
                )),
            ]),
            stops
        );

    // Finds the same in whatever comes first, and nothing after it.
    private sealed class FakeParser(IReadOnlyList<AnswerDelta> deltas) : AnswerParser
    {
        private bool _isRead;

        public override bool IsReasoning => false;

        public override long ReasoningLength => 0;

        public override int Calls => _isRead ? deltas.Count(delta => delta.Kind == AnswerDeltaKind.CallStart) : 0;

        public override void Push(string text, List<AnswerDelta> into)
        {
            into.AddRange(_isRead ? [] : deltas);
            _isRead = true;
        }

        public override void Finish(bool cut, List<AnswerDelta> into) { }
    }
}
