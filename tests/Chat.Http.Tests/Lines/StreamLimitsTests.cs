using Chat.Core.Errors;
using Chat.Http.Lines;

namespace Chat.Http.Tests.Lines;

public sealed class StreamLimitsTests
{
    [Fact]
    public void A_whole_image_fits_by_default()
    {
        Assert.Equal(64 << 20, StreamLimits.Default.MaxLineBytes);
        Assert.Equal(64 << 20, StreamLimits.Default.MaxEventBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_limit_outside_the_range_is_refused_by_name(int value)
    {
        var line = Assert.Throws<ArgumentOutOfRangeException>(() => new StreamLimits { MaxLineBytes = value });
        Assert.Equal(nameof(StreamLimits.MaxLineBytes), line.ParamName);
        var item = Assert.Throws<ArgumentOutOfRangeException>(() => new StreamLimits { MaxEventBytes = value });
        Assert.Equal(nameof(StreamLimits.MaxEventBytes), item.ParamName);
    }

    [Fact]
    public void What_fits_exactly_passes_and_one_byte_more_does_not()
    {
        var limits = new StreamLimits { MaxLineBytes = 10, MaxEventBytes = 20 };
        limits.CheckLine(10);
        limits.CheckEvent(20);
        AssertNames(nameof(StreamLimits.MaxLineBytes), () => limits.CheckLine(11));
        AssertNames(nameof(StreamLimits.MaxEventBytes), () => limits.CheckEvent(21));
    }

    [Fact]
    public void A_whole_stream_may_have_four_times_an_event()
    {
        var limits = new StreamLimits { MaxEventBytes = 10 };

        limits.CheckStream(40);

        AssertNames(nameof(StreamLimits.MaxEventBytes), () => limits.CheckStream(41));
    }

    private static void AssertNames(string limit, Action check)
    {
        var error = Assert.Throws<ChatException>(check);
        Assert.Equal(ChatErrorKind.Protocol, error.Kind);
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
        Assert.Contains(limit, error.Advice, StringComparison.Ordinal);
    }
}
