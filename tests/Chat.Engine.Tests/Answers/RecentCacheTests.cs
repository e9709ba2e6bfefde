using Chat.Engine.Answers;

namespace Chat.Engine.Tests.Answers;

/// <summary>What was made last is not made again, and there is never too much of it.</summary>
public sealed class RecentCacheTests
{
    private readonly RecentCache<string> _cache = new(maxEntries: 2, maxSize: 10);
    private int _made;

    [Fact]
    public void What_is_there_is_not_made_again()
    {
        Assert.Equal("a", Get("a"));
        Assert.Equal("a", Get("a"));
        Assert.Equal(1, _made);
    }

    [Fact]
    public void The_one_used_longest_ago_goes_first()
    {
        Get("a");
        Get("b");
        Get("a");
        Get("c");

        Assert.Equal(2, _cache.Count);
        Get("a");
        Assert.Equal(3, _made);
        Get("b");
        Assert.Equal(4, _made);
    }

    [Fact]
    public void Large_ones_make_room_and_too_large_ones_are_not_kept()
    {
        Get("aaaaaa");
        Get("bbbbbb");
        Assert.Equal(1, _cache.Count);

        Get("ccccccccccc");
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void A_failure_is_not_kept()
    {
        Assert.Throws<InvalidOperationException>(() =>
            _cache.GetOrMake("a", () => throw new InvalidOperationException(), _ => 1)
        );
        Assert.Equal("a", Get("a"));
    }

    private string Get(string key) =>
        _cache.GetOrMake(
            key,
            () =>
            {
                _made++;
                return key;
            },
            value => value.Length
        );
}
