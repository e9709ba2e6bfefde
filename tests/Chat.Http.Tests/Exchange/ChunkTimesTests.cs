using Chat.Http.Exchange;
using Chat.Testing;

namespace Chat.Http.Tests.Exchange;

public sealed class ChunkTimesTests
{
    [Fact]
    public void Each_mark_measures_from_the_one_before_and_from_the_start()
    {
        var time = new ManualTime();
        var times = new ChunkTimes(time);
        time.Advance(TimeSpan.FromSeconds(3));
        times.Mark();
        Assert.Equal((3, 3), (times.SinceLast.TotalSeconds, times.Total.TotalSeconds));

        time.Advance(TimeSpan.FromSeconds(1));
        times.Mark();
        Assert.Equal((1, 4), (times.SinceLast.TotalSeconds, times.Total.TotalSeconds));
    }
}
