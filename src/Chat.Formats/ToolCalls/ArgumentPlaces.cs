namespace Chat.Formats.ToolCalls;

/// <summary>Finds the arguments of a probe's call in what a template wrote, and how they are written.</summary>
/// <param name="text">What the template wrote.</param>
/// <param name="nameEnd">Where the name ends.</param>
/// <param name="key">Where the first key stands.</param>
/// <param name="values">The values.</param>
internal readonly struct ArgumentPlaces(
    string text,
    int nameEnd,
    int key,
    (string First, string Second, string Number) values
)
{
    /// <summary>Finds them.</summary>
    /// <returns>Where they start and end, and how they are written; null when they cannot be found.</returns>
    public (int Start, int End, ArgumentWriting Writing, ArgumentMarks? Marks)? Find()
    {
        var after = text[key + CallProbes.Keys.First.Length];
        var before = text[key - 1];
        if (
            before == '"'
            && text.AsSpan(key + CallProbes.Keys.First.Length)
                .TrimStart("\\\" ")
                .StartsWith(":", StringComparison.Ordinal)
        )
        {
            return AfterJson();
        }

        if (before == '{' && after == ':')
        {
            var end = text.IndexOf('}', Number());
            return end < 0 ? null : (key - 1, end + 1, ArgumentWriting.BareKeys, null);
        }

        return before == '(' && after == '='
            ? (key, Number() + values.Number.Length, ArgumentWriting.Python, null)
            : Tagged();
    }

    private int Number() => text.IndexOf(values.Number, key, StringComparison.Ordinal);

    // A JSON object, perhaps as text inside a string.
    private (int Start, int End, ArgumentWriting Writing, ArgumentMarks? Marks)? AfterJson()
    {
        var start = text.LastIndexOf('{', key);
        var end = text.IndexOf('}', Number());
        if (start < nameEnd || end < 0)
        {
            return null;
        }

        var isText = text[start - 1] == '"' && end + 1 < text.Length && text[end + 1] == '"';
        return isText ? (start - 1, end + 2, ArgumentWriting.Json, null) : (start, end + 1, ArgumentWriting.Json, null);
    }

    private (int Start, int End, ArgumentWriting Writing, ArgumentMarks? Marks)? Tagged()
    {
        var firstEnd = key + CallProbes.Keys.First.Length;
        var value = text.IndexOf(values.First, firstEnd, StringComparison.Ordinal);
        var valueEnd = value + values.First.Length;
        var second = NextKey(CallProbes.Keys.Second, values.Second, valueEnd);
        var third = NextKey(CallProbes.Keys.Number, values.Number, valueEnd);
        if (second < 0 || third < 0)
        {
            return null;
        }

        var gap = text[valueEnd..second];
        var start = CommonSuffix(text[nameEnd..key], gap).TrimStart(['>', '"', ' ', '\n']);
        var end = gap[..^start.Length].Replace(CallProbes.Keys.First, ArgumentMarks.KeyHole, StringComparison.Ordinal);
        var number = text.IndexOf(values.Number, third, StringComparison.Ordinal);
        var last = number + values.Number.Length;
        var lastEnd = end.Replace(ArgumentMarks.KeyHole, CallProbes.Keys.Number, StringComparison.Ordinal);
        var tail = text.AsSpan(last);
        if (start.Length == 0 || !tail.StartsWith(lastEnd.TrimEnd(), StringComparison.Ordinal))
        {
            return null;
        }

        last += tail.StartsWith(lastEnd, StringComparison.Ordinal) ? lastEnd.Length : lastEnd.TrimEnd().Length;
        var marks = KeyEnds(text[firstEnd..value], text[(third + CallProbes.Keys.Number.Length)..number], start, end);
        return (key - start.Length, last, ArgumentWriting.Tagged, marks);
    }

    private int NextKey(string name, string of, int from)
    {
        var value = text.IndexOf(of, from, StringComparison.Ordinal);
        return value < 0 ? -1 : text.IndexOf(name, from, value - from, StringComparison.Ordinal);
    }

    // Where a string's and a number's marks differ, the word in which they do says the type.
    private static ArgumentMarks KeyEnds(string ofText, string ofNumber, string start, string end)
    {
        if (string.Equals(ofText, ofNumber, StringComparison.Ordinal))
        {
            return new ArgumentMarks(start, ofText, end);
        }

        var from = 0;
        while (from < ofText.Length && from < ofNumber.Length && ofText[from] == ofNumber[from])
        {
            from++;
        }

        from = ofText.AsSpan(0, from).LastIndexOfAny("\"=") + 1;
        var rest = CommonSuffix(ofText[from..], ofNumber[from..]);
        var quote = rest.AsSpan().IndexOfAny("\">");
        rest = quote > 0 ? rest[quote..] : rest;
        var word = ofText[from..^rest.Length];
        return new ArgumentMarks(start, ofText[..from] + ArgumentMarks.TypeHole + rest, end)
        {
            TextWord = word,
            OtherWord = word is "true" ? ofNumber[from..^rest.Length] : null,
        };
    }

    private static string CommonSuffix(string first, string second)
    {
        var length = 0;
        while (length < first.Length && length < second.Length && first[^(length + 1)] == second[^(length + 1)])
        {
            length++;
        }

        return first[^length..];
    }
}
