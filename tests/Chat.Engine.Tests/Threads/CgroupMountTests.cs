using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class CgroupMountTests
{
    [Fact]
    public void Only_hierarchies_that_can_limit_processors_are_read()
    {
        var mounts = CgroupMount.Parse(
            """
            22 1 8:1 / / rw - ext4 /dev/sda1 rw
            31 22 0:26 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset
            32 22 0:27 /docker/1f /sys/fs/cgroup/cpu,cpuacct rw shared:9 master:2 - cgroup cgroup rw,cpuacct,cpu
            33 22 0:28 / /my\040groups rw - cgroup2 cgroup2 rw
            broken - cgroup2
            - cgroup2 a b
            """
        );

        Assert.Equal(
            [
                new CgroupMount(false, "/docker/1f", "/sys/fs/cgroup/cpu,cpuacct"),
                new CgroupMount(true, "/", "/my groups"),
            ],
            mounts
        );
    }

    [Theory]
    [InlineData("/", "/a/b", new[] { "/m", "/m/a", "/m/a/b" })]
    [InlineData("/", "/", new[] { "/m" })]
    [InlineData("/a", "/a/b", new[] { "/m", "/m/b" })]
    [InlineData("/a", "/a", new[] { "/m" })]
    [InlineData("/a", "/ab/c", new[] { "/m" })]
    [InlineData("/", "/../x", new[] { "/m" })]
    public void Groups_are_followed_up_to_the_mount_point(string root, string group, string[] folders) =>
        Assert.Equal(folders, new CgroupMount(true, root, "/m").FoldersOf(group));
}
