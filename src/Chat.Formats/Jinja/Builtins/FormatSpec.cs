using System.Globalization;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>How one value is written by Python's <c>%</c> and <c>str.format</c>.</summary>
/// <param name="Kind">The letter of the kind, such as s, d or f; the character 0 for the value's own.</param>
/// <param name="Width">The least width in code points.</param>
/// <param name="Precision">The digits behind the point, or the most characters; less than 0 for the kind's own.</param>
/// <param name="Fill">What it is filled with.</param>
/// <param name="Alignment">Where the value stands: &lt;, &gt; or ^; the character 0 for the kind's own.</param>
/// <param name="Sign">What stands before a positive number: a plus, a blank, or the character 0 for nothing.</param>
/// <param name="HasCommas">Whether thousands are set apart.</param>
internal readonly record struct FormatSpec(
    char Kind,
    long Width,
    long Precision,
    char Fill,
    char Alignment,
    char Sign,
    bool HasCommas
)
{
    private const long MaxWidth = 100_000;
    private const long MaxPrecision = 100;

    /// <summary>Writes a value.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">The kind does not take the value, or is unknown.</exception>
    public JinjaString Write(JinjaContext context, JinjaValue value)
    {
        if (Width > MaxWidth || Precision > MaxPrecision)
        {
            throw context.Fail("a format is too wide");
        }

        var isNumber = value is JinjaInteger or JinjaFloat || (Kind is not ('\0' or 's') && value is JinjaBoolean);
        var text =
            Kind is '\0' or 's' or 'r' && (!isNumber || !HasCommas) ? Plain(context, value) : Number(context, value);
        var alignment =
            Alignment != '\0' ? Alignment
            : isNumber ? '>'
            : '<';
        if (alignment == '=')
        {
            var sign = text.Text.StartsWith('-') || text.Text.StartsWith('+') ? 1 : 0;
            return context.Concat(
                text.Slice(0, sign),
                TextMethods.Pad(
                    context,
                    text.Slice(sign, text.Length - sign),
                    Width - sign,
                    Fill.ToString(),
                    true,
                    false
                )
            );
        }

        return TextMethods.Pad(context, text, Width, Fill.ToString(), alignment is '>' or '^', alignment is '<' or '^');
    }

    private JinjaString Plain(JinjaContext context, JinjaValue value)
    {
        var text = Kind == 'r' ? ValueText.Repr(context, value) : ValueText.Of(context, value);
        return Precision >= 0 ? (JinjaString)ValueAccess.Slice(context, text, 0, Precision, 1) : text;
    }

    private JinjaString Number(JinjaContext context, JinjaValue value)
    {
        if (!ValueComparison.TryNumber(value, out var number))
        {
            throw context.Fail(
                value is JinjaUndefined undefined
                    ? $"{undefined.Name} is undefined"
                    : $"the format {Kind} needs a number, not {value.TypeName}"
            );
        }

        var isWhole = ValueComparison.TryWhole(value, out var whole);
        if (!isWhole && Kind is 'd' or 'i' or 'u')
        {
            whole =
                Math.Abs(number) < long.MaxValue ? (long)number : throw context.Fail("the number is beyond 64 bits");
        }

        var digits = Precision < 0 ? 6 : Precision;
        var text = Kind switch
        {
            'd' or 'i' or 'u' => whole.ToString(HasCommas ? "N0" : "D", CultureInfo.InvariantCulture),
            '\0' when isWhole => whole.ToString(HasCommas ? "N0" : "D", CultureInfo.InvariantCulture),
            'x' when isWhole => Hexadecimal(whole, "x"),
            'X' when isWhole => Hexadecimal(whole, "X"),
            'f' or 'F' => number.ToString($"{(HasCommas ? 'N' : 'F')}{digits}", CultureInfo.InvariantCulture),
            '%' => (number * 100).ToString($"F{digits}", CultureInfo.InvariantCulture) + "%",
            'e' => number.ToString(
                digits == 0 ? "0e+00" : $"0.{new string('0', (int)digits)}e+00",
                CultureInfo.InvariantCulture
            ),
            '\0' or 'g' => new JinjaFloat(number).ToString(),
            _ => throw context.Fail($"the format {Kind} is not known"),
        };
        return new JinjaString(Sign != '\0' && !text.StartsWith('-') ? Sign + text : text);
    }

    private static string Hexadecimal(long number, string format) =>
        number < 0
            ? "-" + ((ulong)-(number + 1) + 1).ToString(format, CultureInfo.InvariantCulture)
            : number.ToString(format, CultureInfo.InvariantCulture);
}
