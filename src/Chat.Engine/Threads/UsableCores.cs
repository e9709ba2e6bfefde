namespace Chat.Engine.Threads;

/// <summary>
/// Counts how many threads an engine should use. More threads than the machine gives make llama.cpp hundreds of times slower, since its
/// threads wait for each other in a spin; so this goes by what the process may use, never by what the machine has.
/// On Linux the kernel is asked itself: <see cref="Environment.ProcessorCount"/> rounds quotas up and can be set to anything by
/// <c>DOTNET_PROCESSOR_COUNT</c>. Elsewhere it is that number.
/// </summary>
public static class UsableCores
{
    /// <summary>The most threads to use: beyond it llama.cpp gains nothing.</summary>
    public const int MaxThreads = 64;

    // Up to this many logical processors, all are used: on a small machine the second thread of a core still helps a little.
    private const int FewProcessors = 4;

    /// <summary>Counts for this process, as things are now.</summary>
    public static CoreCount Count() =>
        OperatingSystem.IsLinux()
            ? Count(new SystemTree("/"), Environment.ProcessorCount)
            : Combine(Environment.ProcessorCount, null, Environment.ProcessorCount);

    /// <summary>Counts by a tree of the kernel's files.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="fallback">The number of logical processors when the tree does not say.</param>
    internal static CoreCount Count(SystemTree tree, int fallback)
    {
        var allowed = ProcessorList.OfStatus(tree.Read("proc/self/status") ?? "");
        var quota = Quota(tree);
        return allowed is null or { Count: 0 }
            ? Combine(fallback, quota, fallback)
            : Combine(allowed.Count, quota, PhysicalCores(tree, allowed));
    }

    /// <summary>Makes the count of its parts.</summary>
    /// <param name="logical">The logical processors, 1 or more.</param>
    /// <param name="quota">The least limit of the control groups, in processors; null when there is none.</param>
    /// <param name="physical">The physical cores among the logical processors.</param>
    internal static CoreCount Combine(int logical, double? quota, int physical)
    {
        // A part of a processor is no use: all threads would wait for the one that has it.
        int? whole = quota is { } limit ? (int)Math.Clamp(Math.Floor(limit), 1, int.MaxValue) : null;
        var cores = logical > FewProcessors ? physical : logical;
        var usable = Math.Clamp(Math.Min(cores, whole ?? int.MaxValue), 1, MaxThreads);
        return new CoreCount(logical, whole, physical, usable);
    }

    // Processors that share a core have the same list of siblings. One whose list is missing counts as a core of its own.
    private static int PhysicalCores(SystemTree tree, IReadOnlyList<int> processors) =>
        processors
            .Select(processor =>
            {
                var path = $"sys/devices/system/cpu/cpu{processor}/topology/thread_siblings_list";
                var siblings = ProcessorList.Parse(tree.Read(path) ?? "");
                return siblings is { Count: > 0 } ? siblings[0] : processor;
            })
            .Distinct()
            .Count();

    // A group can use no more than any group above it allows, in any hierarchy.
    private static double? Quota(SystemTree tree)
    {
        var cgroup = tree.Read("proc/self/cgroup") ?? "";
        var limits =
            from mount in CgroupMount.Parse(tree.Read("proc/self/mountinfo") ?? "")
            let path = CgroupQuota.GroupOf(cgroup, mount.IsUnified)
            where path is not null
            from folder in mount.FoldersOf(path)
            select mount.IsUnified
                ? CgroupQuota.OfUnified(tree.Read($"{folder}/cpu.max") ?? "")
                : CgroupQuota.OfCpuController(
                    tree.Read($"{folder}/cpu.cfs_quota_us") ?? "",
                    tree.Read($"{folder}/cpu.cfs_period_us") ?? ""
                );
        return limits.Min();
    }
}
