using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

/// <summary>A folder that stands for <c>/</c>, gone when disposed.</summary>
internal sealed class FakeTree : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("chat-tree-");

    public SystemTree Tree => new(_root.FullName);

    public FakeTree With(string path, string text)
    {
        var file = Path.Combine(_root.FullName, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public FakeTree WithAllowed(string list) =>
        With("proc/self/status", $"Name:\tchatd\nCpus_allowed:\tff\nCpus_allowed_list:\t{list}\nMems_allowed:\t1\n");

    /// <summary>Makes processors of which each two neighbours share a core.</summary>
    public FakeTree WithPairs(int processors)
    {
        for (var i = 0; i < processors; i++)
        {
            var first = i - (i % 2);
            With($"sys/devices/system/cpu/cpu{i}/topology/thread_siblings_list", $"{first}-{first + 1}\n");
        }

        return this;
    }

    public FakeTree WithUnified(string group, string root = "/") =>
        With("proc/self/cgroup", $"0::{group}\n")
            .With(
                "proc/self/mountinfo",
                $"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n31 22 0:26 {root} /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"
            );

    public void Dispose() => _root.Delete(recursive: true);
}
