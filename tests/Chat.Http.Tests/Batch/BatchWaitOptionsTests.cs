using Chat.Core.Errors;
using Chat.Http.Batch;

namespace Chat.Http.Tests.Batch;

public sealed class BatchWaitOptionsTests
{
    [Fact]
    public void TheDefaults_AreInRange()
    {
        BatchWaitOptions.Default.Check();
    }

    [Theory]
    [InlineData(0.9, 10, "Interval")]
    [InlineData(3601, 10, "Interval")]
    [InlineData(1, 0, "Limit")]
    [InlineData(1, 25 * 86400, "Limit")]
    public void OutOfRange_IsRefused(double interval, double limit, string named)
    {
        var options = new BatchWaitOptions
        {
            Interval = TimeSpan.FromSeconds(interval),
            Limit = TimeSpan.FromSeconds(limit),
        };

        Assert.Contains(named, Assert.Throws<ChatException>(options.Check).Message);
    }
}
