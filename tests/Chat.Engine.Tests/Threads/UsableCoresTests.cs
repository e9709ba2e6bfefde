using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class UsableCoresTests
{
    private const string V1Mounts = """
        30 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
        31 30 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
        32 30 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct
        """;

    [Fact]
    public void This_machine_gives_at_least_one_thread_and_no_more_than_it_has()
    {
        var count = UsableCores.Count();

        Assert.InRange(count.Usable, 1, Math.Min(count.Logical, UsableCores.MaxThreads));
        Assert.InRange(count.Physical, 1, count.Logical);
    }

    [Fact]
    public void Only_the_allowed_processors_count()
    {
        using var fake = new FakeTree().WithAllowed("1,3");

        Assert.Equal(new CoreCount(2, null, 2, 2), UsableCores.Count(fake.Tree, 99));
    }

    [Fact]
    public void Without_the_kernels_files_the_fallback_holds()
    {
        using var fake = new FakeTree();

        Assert.Equal(new CoreCount(3, null, 3, 3), UsableCores.Count(fake.Tree, 3));
    }

    [Theory]
    [InlineData("0-3", 4, 2, 4)] // few: all of them
    [InlineData("0-7", 8, 4, 4)] // many: one a core
    [InlineData("0,2,4,6,8", 5, 5, 5)] // one of each core allowed
    [InlineData("0-4", 5, 3, 3)]
    public void Second_threads_of_a_core_count_only_on_small_machines(
        string allowed,
        int logical,
        int physical,
        int usable
    )
    {
        using var fake = new FakeTree().WithAllowed(allowed).WithPairs(10);

        Assert.Equal(new CoreCount(logical, null, physical, usable), UsableCores.Count(fake.Tree, 99));
    }

    [Theory]
    [InlineData("250000 100000", 2, 2)]
    [InlineData("50000 100000", 1, 1)]
    [InlineData("800000 100000", 8, 6)]
    [InlineData("max 100000", null, 6)]
    [InlineData("nonsense", null, 6)]
    public void A_quota_of_version_2_is_rounded_down_to_at_least_1(string cpuMax, int? quota, int usable)
    {
        using var fake = new FakeTree()
            .WithAllowed("0-5")
            .WithUnified("/user.slice/app.scope")
            .With("sys/fs/cgroup/user.slice/app.scope/cpu.max", cpuMax + "\n");

        Assert.Equal(new CoreCount(6, quota, 6, usable), UsableCores.Count(fake.Tree, 99));
    }

    [Fact]
    public void The_least_quota_on_the_way_up_holds()
    {
        using var fake = new FakeTree()
            .WithAllowed("0-7")
            .WithUnified("/a/b/c")
            .With("sys/fs/cgroup/a/b/c/cpu.max", "max 100000\n")
            .With("sys/fs/cgroup/a/b/cpu.max", "300000 100000\n")
            .With("sys/fs/cgroup/a/cpu.max", "500000 100000\n");

        Assert.Equal(3, UsableCores.Count(fake.Tree, 99).Usable);
    }

    [Fact]
    public void A_container_sees_its_own_group_at_the_mount_point()
    {
        using var outside = new FakeTree()
            .WithAllowed("0-7")
            .WithUnified("/docker/1f", root: "/docker/1f")
            .With("sys/fs/cgroup/cpu.max", "200000 100000\n");
        using var inside = new FakeTree()
            .WithAllowed("0-7")
            .WithUnified("/../../elsewhere")
            .With("sys/fs/cgroup/cpu.max", "200000 100000\n");

        Assert.Equal(2, UsableCores.Count(outside.Tree, 99).Quota);
        Assert.Equal(2, UsableCores.Count(inside.Tree, 99).Quota);
    }

    [Theory]
    [InlineData("150000", 1)]
    [InlineData("-1", 4)]
    public void Quotas_of_version_1_hold_too(string own, int? quota)
    {
        using var fake = new FakeTree()
            .WithAllowed("0-7")
            .With("proc/self/mountinfo", V1Mounts)
            .With("proc/self/cgroup", "9:memory:/m\n4:cpu,cpuacct:/jobs/one\n0::/\n")
            .With("sys/fs/cgroup/cpu,cpuacct/jobs/one/cpu.cfs_quota_us", own + "\n")
            .With("sys/fs/cgroup/cpu,cpuacct/jobs/one/cpu.cfs_period_us", "100000\n")
            .With("sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_quota_us", "400000\n")
            .With("sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us", "100000\n")
            .With("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n")
            .With("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n")
            .With("sys/fs/cgroup/memory/m/cpu.cfs_quota_us", "1\n");

        Assert.Equal(quota, UsableCores.Count(fake.Tree, 99).Quota);
    }

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(256, null, 64)]
    [InlineData(256, 1e300, 64)]
    [InlineData(8, 0.001, 1)]
    public void The_result_is_1_to_64(int processors, double? quota, int usable) =>
        Assert.Equal(usable, UsableCores.Combine(processors, quota, processors).Usable);
}
