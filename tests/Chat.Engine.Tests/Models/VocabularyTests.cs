using System.Text;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

[Collection(EngineCollection.Name)]
public sealed class VocabularyTests(EngineFixture engine)
{
    [Theory]
    [InlineData("Are dogs real?")]
    [InlineData("")]
    [InlineData("naïve café 日本語 🐕‍🦺\n\ttabs")]
    public void Text_comes_back_from_its_tokens(string text)
    {
        using var model = engine.LoadModel(vocabularyOnly: true);
        var buffer = new byte[8];
        var bytes = new List<byte>();

        foreach (var token in model.Vocabulary.Tokenize(text))
        {
            bytes.AddRange(model.Vocabulary.Piece(token, ref buffer, special: false));
        }

        Assert.Equal(text, Encoding.UTF8.GetString([.. bytes]));
    }

    [Fact]
    public void Text_that_looks_like_a_control_token_gives_none()
    {
        using var model = engine.LoadModel(vocabularyOnly: true);
        var control = model.Vocabulary.ControlTokens.Select(token => token.Id).ToHashSet();
        Assert.True(control.Count > 3);

        foreach (var token in model.Vocabulary.ControlTokens)
        {
            var tokens = model.Vocabulary.Tokenize($"before {token.Text} after {token.Text}");

            Assert.DoesNotContain(tokens, control.Contains);
        }
    }

    [Fact]
    public void The_end_of_the_turn_ends_generation()
    {
        using var model = engine.LoadModel(vocabularyOnly: true);
        var end = model.Vocabulary.ControlTokens.Single(token => token.Text == "<|im_end|>").Id;

        Assert.True(model.Vocabulary.IsEndOfGeneration(end));
        Assert.Contains(end, model.Vocabulary.EndOfGenerationTokens);
        Assert.False(model.Vocabulary.IsEndOfGeneration(100));
    }

    [Fact]
    public void A_control_token_has_no_text_in_an_answer()
    {
        using var model = engine.LoadModel(vocabularyOnly: true);
        var buffer = new byte[64];

        Assert.Equal(
            0,
            model.Vocabulary.Piece(model.Vocabulary.ControlTokens[0].Id, ref buffer, special: false).Length
        );
    }

    [Fact]
    public void A_token_outside_the_vocabulary_is_refused()
    {
        using var model = engine.LoadModel(vocabularyOnly: true);
        var buffer = new byte[64];

        Assert.Throws<ArgumentOutOfRangeException>(() => model.Vocabulary.Piece(-1, ref buffer, special: false).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            model.Vocabulary.Piece(model.Vocabulary.Size, ref buffer, special: false).Length
        );
    }

    [Fact]
    public void A_piece_longer_than_the_buffer_grows_it()
    {
        using var model = engine.LoadModel(vocabularyOnly: true);
        var token = model.Vocabulary.Tokenize(" international").Single();
        var buffer = new byte[2];

        Assert.Equal(
            " international",
            Encoding.UTF8.GetString(model.Vocabulary.Piece(token, ref buffer, special: false))
        );
    }
}
