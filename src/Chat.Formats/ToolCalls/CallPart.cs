namespace Chat.Formats.ToolCalls;

/// <summary>One part of a written call.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Text">The fixed text of kind <see cref="CallPartKind.Text"/>; empty otherwise.</param>
internal readonly record struct CallPart(CallPartKind Kind, string Text)
{
    private static readonly (string Mark, CallPartKind Kind)[] Marks =
    [
        ("${name}", CallPartKind.Name),
        ("${id}", CallPartKind.Id),
        ("${index}", CallPartKind.Index),
        ("${arguments}", CallPartKind.Arguments),
    ];

    /// <summary>Reads how a call is written.</summary>
    /// <param name="pattern">Fixed text with <c>${name}</c>, <c>${arguments}</c> and, where there are such, <c>${id}</c> and <c>${index}</c>.</param>
    public static IReadOnlyList<CallPart> Parse(string pattern)
    {
        var parts = new List<CallPart>();
        var from = 0;
        while (from < pattern.Length)
        {
            var (at, mark, kind) = Next(pattern, from);
            if (at > from)
            {
                parts.Add(new CallPart(CallPartKind.Text, pattern[from..at]));
            }

            if (mark.Length > 0)
            {
                parts.Add(new CallPart(kind, ""));
            }

            from = at + mark.Length;
        }

        return parts;
    }

    private static (int At, string Mark, CallPartKind Kind) Next(string pattern, int from)
    {
        (int At, string Mark, CallPartKind Kind) first = (pattern.Length, "", CallPartKind.Text);
        foreach (var (mark, kind) in Marks)
        {
            var at = pattern.IndexOf(mark, from, StringComparison.Ordinal);
            if (at >= 0 && at < first.At)
            {
                first = (at, mark, kind);
            }
        }

        return first;
    }
}
