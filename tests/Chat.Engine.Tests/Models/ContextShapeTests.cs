using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

public sealed class ContextShapeTests
{
    [Theory]
    [InlineData(1, 256)]
    [InlineData(256, 256)]
    [InlineData(257, 512)]
    public void Lengths_are_rounded_up(int tokens, int length) =>
        Assert.Equal(length, ContextShape.For(tokens, 1, 1).Length);

    [Fact]
    public void A_huge_number_does_not_overflow() =>
        Assert.InRange(ContextShape.For(int.MaxValue, 1, 1).Length, 1, int.MaxValue / 2);

    [Theory]
    [InlineData(512, 4, 2, true)]
    [InlineData(256, 1, 2, true)]
    [InlineData(768, 1, 2, false)]
    [InlineData(256, 8, 2, false)]
    [InlineData(256, 1, 1, false)]
    public void A_shape_covers_smaller_ones_on_the_same_threads(int length, int sequences, int threads, bool covers) =>
        Assert.Equal(covers, new ContextShape(512, 4, 2).Covers(new ContextShape(length, sequences, threads)));

    [Fact]
    public void A_batch_is_never_longer_than_the_context()
    {
        Assert.Equal(256, ContextShape.For(1, 1, 1).BatchSize);
        Assert.Equal(512, ContextShape.For(8192, 1, 1).BatchSize);
    }
}
