using Chat.Engine.Prefixes;

namespace Chat.Engine.Tests.Prefixes;

public sealed class CacheCellsTests
{
    [Fact]
    public void A_place_is_free_again_when_the_last_lets_go()
    {
        var cells = new CacheCells(2);
        var cell = cells.Take();
        cells.Share(cell);

        cells.Release(cell);
        Assert.Equal(1, cells.Free);

        cells.Release(cell);
        Assert.Equal(2, cells.Free);
    }

    [Fact]
    public void There_are_no_more_places_than_there_are()
    {
        var cells = new CacheCells(2);
        Assert.NotEqual(cells.Take(), cells.Take());

        Assert.Equal(0, cells.Free);
        Assert.Throws<InvalidOperationException>(() => cells.Take());
    }

    [Fact]
    public void A_place_pinned_twice_counts_once()
    {
        var cells = new CacheCells(2);
        var cell = cells.Take();
        cells.Pin(cell);
        cells.Pin(cell);
        Assert.Equal(1, cells.Pinned);

        cells.Unpin(cell);
        Assert.Equal(1, cells.Pinned);

        cells.Unpin(cell);
        Assert.Equal(0, cells.Pinned);
    }
}
