using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class CgroupQuotaTests
{
    private const string Hybrid = "12:cpuset:/c\n4:cpu,cpuacct:/one:two\n1:name=systemd:/s\n0::/unified\n";

    [Fact]
    public void The_group_of_each_version_is_found()
    {
        Assert.Equal("/unified", CgroupQuota.GroupOf(Hybrid, isUnified: true));
        Assert.Equal("/one:two", CgroupQuota.GroupOf(Hybrid, isUnified: false));
        Assert.Null(CgroupQuota.GroupOf("0::/x\n", isUnified: false));
        Assert.Null(CgroupQuota.GroupOf("", isUnified: true));
    }

    [Theory]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("max 100000\n", null)]
    [InlineData("100000 0", null)]
    [InlineData("0 100000", null)]
    [InlineData("100000", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999 1", null)]
    public void Limits_of_version_2_are_read(string text, double? limit) =>
        Assert.Equal(limit, CgroupQuota.OfUnified(text));

    [Theory]
    [InlineData("50000\n", "100000\n", 0.5)]
    [InlineData("-1\n", "100000\n", null)]
    [InlineData("", "", null)]
    public void Limits_of_version_1_are_read(string quota, string period, double? limit) =>
        Assert.Equal(limit, CgroupQuota.OfCpuController(quota, period));
}
