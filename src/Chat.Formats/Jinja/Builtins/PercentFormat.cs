using System.Globalization;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Python's <c>format % values</c>.</summary>
internal static class PercentFormat
{
    /// <summary>Formats.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="format">The format.</param>
    /// <param name="values">One value, a tuple of them, or a dictionary for named ones.</param>
    /// <exception cref="JinjaException">The format is not well formed, or the values do not fit it.</exception>
    public static JinjaString Format(JinjaContext context, JinjaString format, JinjaValue values)
    {
        context.ChargeText(format.Length);
        var text = format.Text;
        var positional = values is JinjaList { IsTuple: true } tuple ? tuple.Items : [values];
        var used = 0;
        var result = new MarkedText(JinjaLimits.MaxTextLength);
        var at = 0;
        while (at < text.Length)
        {
            var next = text.IndexOf('%', at);
            result.Append(format, at, (next < 0 ? text.Length : next) - at);
            if (next < 0)
            {
                break;
            }

            at = next + 1;
            var value = ReadName(context, text, ref at) is { } name ? Named(context, values, name) : null;
            var spec = ReadSpec(context, text, ref at);
            if (spec.Kind == '%')
            {
                result.Append(format, at - 1, 1);
                continue;
            }

            if (value is null && used >= positional.Count)
            {
                throw context.Fail("a format has more places than values");
            }

            context.Step();
            var written = spec.Write(context, value ?? positional[used++]);
            context.ChargeText((long)result.Length + written.Length);
            result.Append(written);
        }

        return used < positional.Count && values is not (JinjaObject or JinjaList { IsTuple: false })
            ? throw context.Fail("a format has fewer places than values")
            : result.ToValue();
    }

    private static string? ReadName(JinjaContext context, string text, ref int at)
    {
        if (at >= text.Length || text[at] != '(')
        {
            return null;
        }

        var end = text.IndexOf(')', at);
        if (end < 0)
        {
            throw context.Fail("a format's name has no end");
        }

        var name = text[(at + 1)..end];
        at = end + 1;
        return name;
    }

    private static JinjaValue Named(JinjaContext context, JinjaValue values, string name) =>
        (values as JinjaObject)?.Get(name) ?? throw context.Fail($"a format names {name}, which is not given");

    private static FormatSpec ReadSpec(JinjaContext context, string text, ref int at)
    {
        var (fill, alignment, sign) = (' ', '>', '\0');
        for (; at < text.Length && "-0+ #".Contains(text[at], StringComparison.Ordinal); at++)
        {
            switch (text[at])
            {
                case '-':
                    (fill, alignment) = (' ', '<');
                    break;
                case '0' when alignment != '<':
                    (fill, alignment) = ('0', '=');
                    break;
                case '+' or ' ':
                    sign = text[at];
                    break;
            }
        }

        var width = ReadNumber(text, ref at) ?? 0;
        long precision = -1;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            precision = ReadNumber(text, ref at) ?? 0;
        }

        if (at >= text.Length)
        {
            throw context.Fail("a format ends behind %");
        }

        var kind = text[at++];
        return kind is 's' or 'r' or 'd' or 'i' or 'u' or 'f' or 'F' or 'e' or 'g' or 'x' or 'X' or '%'
            ? new FormatSpec(kind, width, precision, fill, alignment, sign, HasCommas: false)
            : throw context.Fail($"the format %{kind} is not known");
    }

    /// <summary>Reads digits; null when there are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where they begin; afterwards behind them.</param>
    public static long? ReadNumber(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at == start ? null
            : long.TryParse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture, out var number) ? number
            : long.MaxValue;
    }
}
