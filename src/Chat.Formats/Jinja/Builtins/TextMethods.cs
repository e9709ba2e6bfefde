using System.Collections.Frozen;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Python's methods of strings.</summary>
internal static class TextMethods
{
    private static readonly FrozenDictionary<string, JinjaMethod<JinjaString>> All = new Dictionary<
        string,
        JinjaMethod<JinjaString>
    >(StringComparer.Ordinal)
    {
        ["strip"] = (context, text, in arguments) => TextOperations.Trim(context, text, Chars(context, arguments)),
        ["lstrip"] = (context, text, in arguments) =>
            TextOperations.Trim(context, text, Chars(context, arguments), atEnd: false),
        ["rstrip"] = (context, text, in arguments) =>
            TextOperations.Trim(context, text, Chars(context, arguments), atStart: false),
        ["split"] = (context, text, in arguments) => Split(context, text, arguments, fromEnd: false),
        ["rsplit"] = (context, text, in arguments) => Split(context, text, arguments, fromEnd: true),
        ["splitlines"] = (context, text, in arguments) =>
            new JinjaList(TextOperations.Lines(context, text, arguments.IsTrue(0, "keepends"))) { IsOwn = true },
        ["startswith"] = (context, text, in arguments) =>
            Affix(context, arguments, part => text.Text.StartsWith(part, StringComparison.Ordinal)),
        ["endswith"] = (context, text, in arguments) =>
            Affix(context, arguments, part => text.Text.EndsWith(part, StringComparison.Ordinal)),
        ["removeprefix"] = (context, text, in arguments) =>
            Part(context, arguments) is var part && text.Text.StartsWith(part, StringComparison.Ordinal)
                ? Charged(context, text).Slice(part.Length, text.Length - part.Length)
                : text,
        ["removesuffix"] = (context, text, in arguments) =>
            Part(context, arguments) is var part && text.Text.EndsWith(part, StringComparison.Ordinal)
                ? Charged(context, text).Slice(0, text.Length - part.Length)
                : text,
        ["upper"] = (context, text, in _) => Charged(context, text).Map(part => part.ToUpperInvariant()),
        ["lower"] = (context, text, in _) => Charged(context, text).Map(part => part.ToLowerInvariant()),
        ["casefold"] = (context, text, in _) => Charged(context, text).Map(part => part.ToLowerInvariant()),
        ["title"] = (context, text, in _) =>
            TextOperations.Map(Charged(context, text), all => TextFilters.Cased(all, letter => !char.IsLetter(letter))),
        ["capitalize"] = (context, text, in _) =>
            TextOperations.Map(Charged(context, text), all => TextFilters.Cased(all, _ => false)),
        ["swapcase"] = (context, text, in _) => Charged(context, text).Map(SwapCase),
        ["replace"] = (context, text, in arguments) =>
            TextOperations.Replace(
                context,
                text,
                Part(context, arguments),
                arguments.Text(context, 1, "new") ?? throw context.Fail("replace needs two strings"),
                arguments.Whole(context, 2, "count", -1)
            ),
        ["find"] = (context, text, in arguments) => Find(context, text, Part(context, arguments), fromEnd: false),
        ["rfind"] = (context, text, in arguments) => Find(context, text, Part(context, arguments), fromEnd: true),
        ["index"] = (context, text, in arguments) =>
            Find(context, text, Part(context, arguments), fromEnd: false) is { Value: >= 0 } place
                ? place
                : throw context.Fail("index of a part that is not there"),
        ["count"] = Count,
        ["join"] = (context, text, in arguments) =>
            TextOperations.Join(context, ValueAccess.Items(context, arguments.Need(context, 0, "iterable")), text),
        ["partition"] = (context, text, in arguments) => Partition(context, text, arguments, fromEnd: false),
        ["rpartition"] = (context, text, in arguments) => Partition(context, text, arguments, fromEnd: true),
        ["format"] = (context, text, in arguments) => BraceFormat.Format(context, text, arguments),
        ["ljust"] = (context, text, in arguments) =>
            Pad(context, text, Width(context, arguments), Fill(context, arguments), isLeft: false, isRight: true),
        ["rjust"] = (context, text, in arguments) =>
            Pad(context, text, Width(context, arguments), Fill(context, arguments), isLeft: true, isRight: false),
        ["center"] = (context, text, in arguments) =>
            Pad(context, text, Width(context, arguments), Fill(context, arguments), isLeft: true, isRight: true),
        ["zfill"] = (context, text, in arguments) => FillZeros(context, text, Width(context, arguments)),
        ["isdigit"] = (context, text, in _) => AllAre(Charged(context, text), char.IsDigit),
        ["isdecimal"] = (context, text, in _) => AllAre(Charged(context, text), char.IsDigit),
        ["isnumeric"] = (context, text, in _) => AllAre(Charged(context, text), char.IsNumber),
        ["isalpha"] = (context, text, in _) => AllAre(Charged(context, text), char.IsLetter),
        ["isalnum"] = (context, text, in _) => AllAre(Charged(context, text), char.IsLetterOrDigit),
        ["isspace"] = (context, text, in _) => AllAre(Charged(context, text), char.IsWhiteSpace),
        ["isascii"] = (context, text, in _) => JinjaBoolean.Of(Charged(context, text).Text.All(char.IsAscii)),
        ["isupper"] = (context, text, in _) =>
            JinjaBoolean.Of(Charged(context, text).Text.Any(char.IsUpper) && !text.Text.Any(char.IsLower)),
        ["islower"] = (context, text, in _) =>
            JinjaBoolean.Of(Charged(context, text).Text.Any(char.IsLower) && !text.Text.Any(char.IsUpper)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The method of a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static JinjaMethod<JinjaString>? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Fills a string up to a width.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="text">The string.</param>
    /// <param name="width">The width in code points.</param>
    /// <param name="fill">What it is filled with, one character.</param>
    /// <param name="isLeft">Whether before it.</param>
    /// <param name="isRight">Whether behind it.</param>
    /// <exception cref="JinjaException">The width is too large.</exception>
    public static JinjaString Pad(
        JinjaContext context,
        JinjaString text,
        long width,
        string fill,
        bool isLeft,
        bool isRight
    )
    {
        var count = CodePoints.Count(text.Text);
        if (width <= count)
        {
            return text;
        }

        if (CodePoints.Count(fill) != 1)
        {
            throw context.Fail("a string can only be filled with one character");
        }

        context.ChargeText(width);
        var missing = width - count;
        var left =
            !isLeft ? 0
            : isRight ? (missing / 2) + (missing & width & 1)
            : missing;
        var blanks = string.Concat(Enumerable.Repeat(fill, (int)missing));
        return context.Concat(
            context.Concat(new JinjaString(blanks[..((int)left * fill.Length)]), text),
            new JinjaString(blanks[((int)left * fill.Length)..])
        );
    }

    private static JinjaString Charged(JinjaContext context, JinjaString text)
    {
        context.ChargeText(text.Length);
        return text;
    }

    private static string? Chars(JinjaContext context, in JinjaArguments arguments) =>
        arguments.Text(context, 0, "chars")?.Text;

    private static string Part(JinjaContext context, in JinjaArguments arguments) =>
        (arguments.Text(context, 0, "old") ?? throw context.Fail("a string is needed")).Text;

    private static long Width(JinjaContext context, in JinjaArguments arguments) =>
        arguments.Whole(context, 0, "width", 0);

    private static string Fill(JinjaContext context, in JinjaArguments arguments) =>
        arguments.Text(context, 1, "fillchar")?.Text ?? " ";

    private static JinjaList Split(JinjaContext context, JinjaString text, in JinjaArguments arguments, bool fromEnd) =>
        TextOperations.Split(
            context,
            text,
            arguments.Text(context, 0, "sep")?.Text,
            arguments.Whole(context, 1, "maxsplit", -1),
            fromEnd
        );

    private static JinjaBoolean Affix(JinjaContext context, in JinjaArguments arguments, Func<string, bool> holds)
    {
        var affix = arguments.Need(context, 0, "prefix");
        context.ChargeText((affix as JinjaString)?.Length ?? 0);
        context.Charge((affix as JinjaList)?.Items.Count ?? 0);
        return affix switch
        {
            JinjaString part => JinjaBoolean.Of(holds(part.Text)),
            JinjaList { IsTuple: true } parts => JinjaBoolean.Of(
                parts.Items.Any(part => part is JinjaString one && holds(Charged(context, one).Text))
            ),
            JinjaUndefined undefined => throw context.Fail($"{undefined.Name} is undefined"),
            _ => throw context.Fail($"a string is needed, not {affix.TypeName}"),
        };
    }

    private static JinjaInteger Find(JinjaContext context, JinjaString text, string part, bool fromEnd)
    {
        context.ChargeSearch(text.Length, part.Length);
        var place = fromEnd
            ? text.Text.LastIndexOf(part, StringComparison.Ordinal)
            : text.Text.IndexOf(part, StringComparison.Ordinal);
        return JinjaInteger.Of(place < 0 ? -1 : CodePoints.Count(text.Text[..place]));
    }

    private static JinjaInteger Count(JinjaContext context, JinjaString text, in JinjaArguments arguments)
    {
        var part = Part(context, arguments);
        context.ChargeSearch(text.Length, part.Length);
        return JinjaInteger.Of(part.Length == 0 ? CodePoints.Count(text.Text) + 1 : text.Text.AsSpan().Count(part));
    }

    private static JinjaList Partition(
        JinjaContext context,
        JinjaString text,
        in JinjaArguments arguments,
        bool fromEnd
    )
    {
        var separator = Part(context, arguments);
        var place = Find(context, text, separator, fromEnd).Value;
        if (place >= 0)
        {
            // The place in UTF-16 units.
            place = fromEnd
                ? text.Text.LastIndexOf(separator, StringComparison.Ordinal)
                : text.Text.IndexOf(separator, StringComparison.Ordinal);
        }

        var end = place + separator.Length;
        return place < 0
            ? fromEnd
                ? JinjaList.Tuple(JinjaString.Empty, JinjaString.Empty, text)
                : JinjaList.Tuple(text, JinjaString.Empty, JinjaString.Empty)
            : JinjaList.Tuple(
                text.Slice(0, (int)place),
                text.Slice((int)place, separator.Length),
                text.Slice((int)end, text.Length - (int)end)
            );
    }

    private static JinjaString FillZeros(JinjaContext context, JinjaString text, long width)
    {
        var sign = text.Text.StartsWith('-') || text.Text.StartsWith('+') ? 1 : 0;
        var digits = text.Slice(sign, text.Length - sign);
        return context.Concat(
            text.Slice(0, sign),
            Pad(context, digits, width - sign, "0", isLeft: true, isRight: false)
        );
    }

    private static string SwapCase(string text) =>
        string.Concat(
            text.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter))
        );

    private static JinjaBoolean AllAre(JinjaString text, Func<char, bool> holds) =>
        JinjaBoolean.Of(text.Length > 0 && text.Text.All(holds));
}
