using System.Globalization;
using System.Text.RegularExpressions;

namespace Chat.Engine.Threads;

/// <summary>Where a hierarchy of control groups that can limit processor time is to be found.</summary>
/// <param name="IsUnified">True for version 2 (one hierarchy for all), false for version 1 (that of the <c>cpu</c> controller).</param>
/// <param name="Root">The group that is at the mount point: not <c>/</c> in a container that has no namespace of its own.</param>
/// <param name="MountPoint">The folder of that group.</param>
internal sealed partial record CgroupMount(bool IsUnified, string Root, string MountPoint)
{
    // The fixed fields of a line before its dash: id, parent, device, root, mount point, options.
    private const int RootField = 3;
    private const int MountPointField = 4;

    /// <summary>Reads the mounts of control groups. Lines that make no sense are passed over.</summary>
    /// <param name="mountInfo">The text of <c>/proc/self/mountinfo</c>. Source: proc_pid_mountinfo(5).</param>
    public static IReadOnlyList<CgroupMount> Parse(string mountInfo) =>
        [.. mountInfo.Split('\n').Select(ParseLine).OfType<CgroupMount>()];

    /// <summary>The folder of a group, and of each group above it up to the mount point.</summary>
    /// <param name="group">The group's path in the hierarchy, such as <c>/docker/1f</c>.</param>
    /// <returns>At most as many folders as the path has parts. A group outside the mount gives the mount point alone.</returns>
    public IReadOnlyList<string> FoldersOf(string group)
    {
        // Both with a slash at the end, so that /ab is not taken to be inside /a.
        var (top, own) = (Root.TrimEnd('/') + "/", group.TrimEnd('/') + "/");
        var inside = own.StartsWith(top, StringComparison.Ordinal) ? own[top.Length..] : "";
        var parts = inside.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Contains("..", StringComparer.Ordinal))
        {
            parts = [];
        }

        return
        [
            .. Enumerable.Range(0, parts.Length + 1).Select(count => string.Join('/', [MountPoint, .. parts[..count]])),
        ];
    }

    private static CgroupMount? ParseLine(string line)
    {
        var halves = line.Split(" - ", 2);
        var fields = halves[0].Split(' ');
        var kind = halves[^1].Split(' ');
        if (halves.Length < 2 || fields.Length <= MountPointField || kind.Length < 3)
        {
            return null;
        }

        var isUnified = kind[0] is "cgroup2";
        var isCpu = kind[0] is "cgroup" && kind[2].Split(',').Contains("cpu", StringComparer.Ordinal);
        return isUnified || isCpu
            ? new CgroupMount(isUnified, Unescape(fields[RootField]), Unescape(fields[MountPointField]).TrimEnd('/'))
            : null;
    }

    // The kernel writes a space, tab, newline or backslash of a path as a backslash and three octal digits.
    private static string Unescape(string path) =>
        Escape()
            .Replace(
                path,
                match => ((char)Convert.ToInt32(match.Value[1..], 8)).ToString(CultureInfo.InvariantCulture)
            );

    [GeneratedRegex(@"\\[0-7]{3}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
