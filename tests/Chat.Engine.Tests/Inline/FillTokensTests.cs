using Chat.Engine.Inline;
using Chat.Engine.Models;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Inline;

[Collection(EngineCollection.Name)]
public sealed class FillTokensTests(EngineFixture engine)
{
    [Fact]
    public void What_the_library_names_is_taken()
    {
        Assert.Equal(new FillTokens(1, 2, 3, 4, 5, 6), FillTokens.Find(() => [1, 2, 3, 4, 5, 6], 10));
        Assert.Equal(new FillTokens(1, 2), FillTokens.Find(() => [1, 2, -1, -1, -1, -1], 10));
        Assert.Equal(new FillTokens(1, 2), FillTokens.Find(() => [1, 2, 10, 11, int.MaxValue, int.MinValue], 10));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(1, -1)]
    [InlineData(1, 10)]
    [InlineData(1, 1)]
    public void Without_prefix_and_suffix_there_are_none(int prefix, int suffix) =>
        Assert.Null(FillTokens.Find(() => [prefix, suffix, 3, 4, 5, 6], 10));

    [Fact]
    public void A_library_that_cannot_tell_is_no_failure() =>
        Assert.Null(FillTokens.Find(() => throw new EntryPointNotFoundException(), 10));

    [Fact]
    public void Each_of_them_ends_an_answer_once() =>
        Assert.Equal([1, 2, 5], new FillTokens(1, 2, Separator: 5, Padding: 5).All);

    [Fact]
    public void The_bundled_model_was_not_trained_to_fill_in_the_middle()
    {
        using var model = engine.LoadModel(vocabularyOnly: true);

        Assert.Null(model.Vocabulary.FillTokens);
    }

    [Fact]
    public void A_model_file_names_its_own()
    {
        using var folder = new TemporaryFolder();
        var path = FillModel.Write(folder);

        using var model = LlamaModel.Load(
            engine.Library,
            path,
            gpuLayers: 0,
            vocabularyOnly: true,
            progress: null,
            CancellationToken.None
        );

        Assert.Equal(
            new FillTokens(
                FillModel.Markers[0],
                FillModel.Markers[1],
                FillModel.Markers[2],
                FillModel.Markers[3],
                FillModel.Markers[4]
            ),
            model.Vocabulary.FillTokens! with
            {
                Padding = null,
            }
        );
    }
}
