using System.Globalization;

namespace Chat.Engine.Threads;

/// <summary>Reads how much processor time control groups allow. Source: the kernel's cgroup-v2 and sched-bwc documents.</summary>
internal static class CgroupQuota
{
    /// <summary>The path of the process's group in a hierarchy.</summary>
    /// <param name="cgroup">The text of <c>/proc/self/cgroup</c>.</param>
    /// <param name="isUnified">True for version 2, false for the <c>cpu</c> controller of version 1.</param>
    /// <returns>Null when the process is in no group of that hierarchy.</returns>
    public static string? GroupOf(string cgroup, bool isUnified)
    {
        foreach (var line in cgroup.Split('\n'))
        {
            // hierarchy number : controllers, none for version 2 : path, which may hold colons
            var fields = line.Split(':', 3);
            var isWanted =
                fields.Length == 3
                && (
                    isUnified
                        ? fields[0] is "0" && fields[1].Length == 0
                        : fields[1].Split(',').Contains("cpu", StringComparer.Ordinal)
                );
            if (isWanted)
            {
                return fields[2];
            }
        }

        return null;
    }

    /// <summary>The limit of a group of version 2, in processors.</summary>
    /// <param name="cpuMax">The text of <c>cpu.max</c>: a quota or <c>max</c>, and a period.</param>
    /// <returns>Null when there is none, or the text makes no sense.</returns>
    public static double? OfUnified(string cpuMax)
    {
        var fields = cpuMax.Trim().Split(' ');
        return fields.Length == 2 ? Ratio(fields[0], fields[1]) : null;
    }

    /// <summary>The limit of a group of version 1, in processors.</summary>
    /// <param name="quota">The text of <c>cpu.cfs_quota_us</c>; −1 is no limit.</param>
    /// <param name="period">The text of <c>cpu.cfs_period_us</c>.</param>
    /// <returns>Null when there is none, or the texts make no sense.</returns>
    public static double? OfCpuController(string quota, string period) => Ratio(quota.Trim(), period.Trim());

    private static double? Ratio(string quota, string period) =>
        long.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && long.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var each)
        && time > 0
        && each > 0
            ? (double)time / each
            : null;
}
