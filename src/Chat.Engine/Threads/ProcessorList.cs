using System.Globalization;

namespace Chat.Engine.Threads;

/// <summary>Reads the kernel's lists of processors, such as <c>0-3,8,10-11</c>.</summary>
internal static class ProcessorList
{
    /// <summary>The highest processor number that is believed; the kernel's own limit is 8,192.</summary>
    public const int MaxNumber = 65_535;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The list; white space around it and its parts is ignored.</param>
    /// <returns>The numbers, lowest first, each once; null when the text is no such list. An empty list gives no numbers.</returns>
    public static IReadOnlyList<int>? Parse(string text)
    {
        var numbers = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', 2);
            if (!TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last) || last < first)
            {
                return null;
            }

            numbers.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return [.. numbers];
    }

    /// <summary>Finds the processors that a process may run on.</summary>
    /// <param name="status">The text of <c>/proc/self/status</c>.</param>
    /// <returns>The numbers, lowest first; null when the text does not say.</returns>
    public static IReadOnlyList<int>? OfStatus(string status)
    {
        const string Field = "Cpus_allowed_list:";
        var line = status.Split('\n').FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
        return line is null ? null : Parse(line[Field.Length..]);
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= MaxNumber;
}
