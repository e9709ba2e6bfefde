using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The filters for strings; every other value is taken as its text.</summary>
internal static class TextFilters
{
    private const string TitleBreaks = "-({[<";
    private const int DefaultTruncation = 255;
    private const int DefaultLeeway = 5;

    /// <summary><c>trim(chars=none)</c>.</summary>
    public static JinjaValue Trim(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var text = Subject(context, value);
        return TextOperations.Trim(context, text, arguments.Text(context, 0, "chars")?.Text);
    }

    /// <summary><c>upper</c>.</summary>
    public static JinjaValue Upper(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Subject(context, value).Map(part => part.ToUpperInvariant());

    /// <summary><c>lower</c>.</summary>
    public static JinjaValue Lower(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Subject(context, value).Map(part => part.ToLowerInvariant());

    /// <summary><c>title</c>: each word's first letter large, the others small.</summary>
    public static JinjaValue Title(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        TextOperations.Map(
            Subject(context, value),
            text =>
                Cased(
                    text,
                    letter => char.IsWhiteSpace(letter) || TitleBreaks.Contains(letter, StringComparison.Ordinal)
                )
        );

    /// <summary><c>capitalize</c>: the first letter large, the others small.</summary>
    public static JinjaValue Capitalize(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        TextOperations.Map(Subject(context, value), text => Cased(text, _ => false));

    /// <summary><c>replace(old, new, count=none)</c>.</summary>
    public static JinjaValue Replace(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        TextOperations.Replace(
            context,
            Subject(context, value),
            ValueText.Of(context, arguments.Need(context, 0, "old")).Text,
            ValueText.Of(context, arguments.Need(context, 1, "new")),
            arguments.Whole(context, 2, "count", -1)
        );

    /// <summary><c>indent(width=4, first=false, blank=false)</c>: indents lines, the width a number or a text.</summary>
    public static JinjaValue Indent(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var text = Subject(context, value);
        var width = arguments.Get(0, "width") is JinjaString given
            ? given
            : new JinjaString(
                new string(' ', (int)Math.Clamp(arguments.Whole(context, 0, "width", 4), 0, JinjaLimits.MaxItems))
            );
        var isBlank = arguments.IsTrue(2, "blank");

        // The line feed added here is the one that a text ending in one is split at, as in Jinja.
        var lines = TextOperations.Lines(context, text.Concat(new JinjaString("\n")));
        context.ChargeText(text.Length + ((long)lines.Count * width.Length));
        var result = new MarkedText(JinjaLimits.MaxTextLength);
        for (var index = 0; index < lines.Count; index++)
        {
            var line = (JinjaString)lines[index];
            if (index > 0)
            {
                result.Append("\n", isInput: false);
            }

            if (index == 0 ? arguments.IsTrue(1, "first") : isBlank || line.Length > 0)
            {
                result.Append(width);
            }

            result.Append(line);
        }

        return result.ToValue();
    }

    /// <summary><c>truncate(length=255, killwords=false, end="...", leeway=5)</c>.</summary>
    public static JinjaValue Truncate(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var text = Subject(context, value);
        var length = arguments.Whole(context, 0, "length", DefaultTruncation);
        var end = arguments.Text(context, 2, "end") ?? new JinjaString("...");
        var leeway = arguments.Whole(context, 3, "leeway", DefaultLeeway);
        if (length < end.Length || leeway < 0)
        {
            throw context.Fail("truncate needs a length that its end fits in, and a leeway of 0 or more");
        }

        if (length > JinjaLimits.MaxTextLength || CodePoints.Count(text.Text) <= length + leeway)
        {
            return text;
        }

        var cut = (JinjaString)ValueAccess.Slice(context, text, start: 0, length - CodePoints.Count(end.Text), step: 1);
        var blank = arguments.IsTrue(1, "killwords") ? -1 : cut.Text.LastIndexOf(' ');
        return context.Concat(blank < 0 ? cut : cut.Slice(0, blank), end);
    }

    /// <summary><c>wordcount</c>.</summary>
    public static JinjaValue WordCount(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var count = 0;
        var isInside = false;
        foreach (var letter in Subject(context, value).Text)
        {
            var isWord = letter == '_' || char.IsLetterOrDigit(letter);
            count += isWord && !isInside ? 1 : 0;
            isInside = isWord;
        }

        return JinjaInteger.Of(count);
    }

    /// <summary><c>center(width=80)</c>.</summary>
    public static JinjaValue Center(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        TextMethods.Pad(
            context,
            Subject(context, value),
            arguments.Whole(context, 0, "width", 80),
            " ",
            isLeft: true,
            isRight: true
        );

    /// <summary><c>format(values…)</c>: Python's <c>%</c>.</summary>
    public static JinjaValue Format(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        if (arguments.Names.Length == 0)
        {
            return PercentFormat.Format(context, Subject(context, value), JinjaList.Tuple(arguments.Positional));
        }

        var named = new JinjaObject();
        for (var index = 0; index < arguments.Names.Length; index++)
        {
            named.Set(arguments.Names[index], arguments.Named[index]);
        }

        return PercentFormat.Format(context, Subject(context, value), named);
    }

    /// <summary><c>safe</c>: changes nothing, for nothing is escaped in chat templates.</summary>
    public static JinjaValue Safe(JinjaContext context, JinjaValue value, in JinjaArguments arguments) =>
        Subject(context, value).AsSafe();

    /// <summary><c>escape</c>: HTML's special characters as references.</summary>
    public static JinjaValue Escape(JinjaContext context, JinjaValue value, in JinjaArguments arguments)
    {
        var text = Subject(context, value);
        context.ChargeText(text.Length * 5L);
        return text.Map(part =>
                part.Replace("&", "&amp;", StringComparison.Ordinal)
                    .Replace("<", "&lt;", StringComparison.Ordinal)
                    .Replace(">", "&gt;", StringComparison.Ordinal)
                    .Replace("'", "&#39;", StringComparison.Ordinal)
                    .Replace("\"", "&#34;", StringComparison.Ordinal)
            )
            .AsSafe();
    }

    /// <summary>A text with large letters at the starts of words and small ones elsewhere.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBreak">Whether the letter behind a character begins a word; the text's first does.</param>
    public static string Cased(string text, Func<char, bool> isBreak) =>
        string.Create(
            text.Length,
            (text, isBreak),
            static (result, state) =>
            {
                var isStart = true;
                for (var index = 0; index < result.Length; index++)
                {
                    var letter = state.text[index];
                    result[index] = isStart ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter);
                    isStart = state.isBreak(letter);
                }
            }
        );

    private static JinjaString Subject(JinjaContext context, JinjaValue value)
    {
        var text = ValueText.Of(context, value);
        context.ChargeText(text.Length);
        return text;
    }
}
