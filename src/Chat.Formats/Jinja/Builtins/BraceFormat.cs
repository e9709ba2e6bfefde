using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Python's <c>format.format(values)</c>. A place names a value by its number or name, not by an attribute of one.</summary>
internal static class BraceFormat
{
    /// <summary>Formats.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="format">The format.</param>
    /// <param name="arguments">The values.</param>
    /// <exception cref="JinjaException">The format is not well formed, or a value is missing.</exception>
    public static JinjaString Format(JinjaContext context, JinjaString format, in JinjaArguments arguments)
    {
        context.ChargeText(format.Length);
        var text = format.Text;
        var result = new MarkedText(JinjaLimits.MaxTextLength);
        var used = 0;
        var at = 0;
        while (at < text.Length)
        {
            var next = text.AsSpan(at).IndexOfAny('{', '}');
            next = next < 0 ? text.Length : at + next;
            result.Append(format, at, next - at);
            if (next == text.Length)
            {
                break;
            }

            if (next + 1 < text.Length && text[next + 1] == text[next])
            {
                result.Append(format, next, 1);
                at = next + 2;
                continue;
            }

            var end = text[next] == '{' ? text.IndexOf('}', next) : -1;
            if (end < 0)
            {
                throw context.Fail("a format has a single brace");
            }

            context.Step();
            var written = Place(context, text[(next + 1)..end], arguments, ref used);
            context.ChargeText((long)result.Length + written.Length);
            result.Append(written);
            at = end + 1;
        }

        return result.ToValue();
    }

    private static JinjaString Place(JinjaContext context, string place, in JinjaArguments arguments, ref int used)
    {
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        var field = colon < 0 ? place : place[..colon];
        var kind = '\0';
        if (field.EndsWith("!r", StringComparison.Ordinal) || field.EndsWith("!s", StringComparison.Ordinal))
        {
            kind = field[^1];
            field = field[..^2];
        }

        var at = 0;
        var number = PercentFormat.ReadNumber(field, ref at);
        var value =
            field.Length == 0 ? Positional(context, arguments, used++)
            : number is not null && at == field.Length ? Positional(context, arguments, number.Value)
            : arguments.Get(field) ?? throw context.Fail($"a format names {field}, which is not given");
        return Spec(context, colon < 0 ? "" : place[(colon + 1)..], kind).Write(context, value);
    }

    private static JinjaValue Positional(JinjaContext context, in JinjaArguments arguments, long index) =>
        index < arguments.Positional.Length
            ? arguments.Positional[index]
            : throw context.Fail("a format has more places than values");

    // [[fill]align][sign][0][width][,][.precision][kind]
    private static FormatSpec Spec(JinjaContext context, string spec, char kind)
    {
        var (fill, alignment, sign) = (' ', '\0', '\0');
        var at = 0;
        if (spec.Length > 1 && "<>^=".Contains(spec[1], StringComparison.Ordinal))
        {
            (fill, alignment, at) = (spec[0], spec[1], 2);
        }
        else if (spec.Length > 0 && "<>^=".Contains(spec[0], StringComparison.Ordinal))
        {
            (alignment, at) = (spec[0], 1);
        }

        if (at < spec.Length && spec[at] is '+' or '-' or ' ')
        {
            sign = spec[at] == '-' ? '\0' : spec[at];
            at++;
        }

        if (at < spec.Length && spec[at] == '0' && alignment == '\0')
        {
            (fill, alignment, at) = ('0', '=', at + 1);
        }

        var width = PercentFormat.ReadNumber(spec, ref at) ?? 0;
        var hasCommas = at < spec.Length && spec[at] == ',';
        at += hasCommas ? 1 : 0;
        long precision = -1;
        if (at < spec.Length && spec[at] == '.')
        {
            at++;
            precision = PercentFormat.ReadNumber(spec, ref at) ?? 0;
        }

        if (at < spec.Length)
        {
            kind = spec[at++];
        }

        return at == spec.Length
            ? new FormatSpec(kind, width, precision, fill, alignment, sign, hasCommas)
            : throw context.Fail($"the format \"{spec}\" is not known");
    }
}
