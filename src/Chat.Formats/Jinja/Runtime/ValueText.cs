using System.Globalization;
using System.Text;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>Writes values as Python's <c>str</c> and <c>repr</c> do.</summary>
internal static class ValueText
{
    private static readonly JinjaString NoneText = new("None");
    private static readonly JinjaString TrueText = new("True");
    private static readonly JinjaString FalseText = new("False");

    /// <summary>A value as a template writes it. A list or dictionary with input anywhere in it becomes input as a whole.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">The text is too long, or the value is nested too deep.</exception>
    public static JinjaString Of(JinjaContext context, JinjaValue value) =>
        value switch
        {
            JinjaString text => text,
            JinjaUndefined => JinjaString.Empty,
            JinjaNone => NoneText,
            JinjaBoolean truth => truth.IsTrue ? TrueText : FalseText,
            JinjaInteger number => new JinjaString(number.Value.ToString(CultureInfo.InvariantCulture)),
            JinjaFloat number => new JinjaString(number.ToString()),
            _ => Repr(context, value),
        };

    /// <summary>A value as it is written inside a list.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">The text is too long, or the value is nested too deep.</exception>
    public static JinjaString Repr(JinjaContext context, JinjaValue value)
    {
        var text = new StringBuilder();
        var hasInput = false;
        Write(context, text, value, depth: 0, ref hasInput);
        return new JinjaString(text.ToString(), hasInput);
    }

    private static void Write(JinjaContext context, StringBuilder text, JinjaValue value, int depth, ref bool hasInput)
    {
        if (depth > JinjaLimits.MaxValueDepth)
        {
            throw context.Fail($"a value is nested deeper than {JinjaLimits.MaxValueDepth}");
        }

        context.Step();
        switch (value)
        {
            case JinjaString own:
                hasInput |= own.HasInput;
                context.ChargeText(own.Length);
                WriteString(text, own.Text);
                break;
            case JinjaList list:
                WriteList(context, text, list, depth, ref hasInput);
                break;
            case JinjaObject dictionary:
                WriteObject(context, text, dictionary, depth, ref hasInput);
                break;
            case JinjaUndefined:
                text.Append("Undefined");
                break;
            case JinjaNone or JinjaBoolean or JinjaInteger or JinjaFloat:
                text.Append(Of(context, value).Text);
                break;
            default:
                text.Append('<').Append(value.TypeName).Append('>');
                break;
        }

        if (text.Length > JinjaLimits.MaxTextLength)
        {
            context.ChargeText(text.Length);
        }
    }

    private static void WriteList(
        JinjaContext context,
        StringBuilder text,
        JinjaList list,
        int depth,
        ref bool hasInput
    )
    {
        text.Append(list.IsTuple ? '(' : '[');
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (index > 0)
            {
                text.Append(", ");
            }

            Write(context, text, list.Items[index], depth + 1, ref hasInput);
        }

        text.Append(
            !list.IsTuple ? "]"
            : list.Items.Count == 1 ? ",)"
            : ")"
        );
    }

    private static void WriteObject(
        JinjaContext context,
        StringBuilder text,
        JinjaObject dictionary,
        int depth,
        ref bool hasInput
    )
    {
        text.Append('{');
        for (var index = 0; index < dictionary.Members.Count; index++)
        {
            if (index > 0)
            {
                text.Append(", ");
            }

            Write(context, text, dictionary.Members[index].Key, depth + 1, ref hasInput);
            text.Append(": ");
            Write(context, text, dictionary.Members[index].Value, depth + 1, ref hasInput);
        }

        text.Append('}');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        var quote =
            value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal)
                ? '"'
                : '\'';
        text.Append(quote);
        foreach (var rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case var code when code == '\\' || code == quote:
                    text.Append('\\').Append((char)code);
                    break;
                case var code when IsPrintable(rune):
                    text.Append(code < char.MaxValue ? ((char)code).ToString() : rune.ToString());
                    break;
                case < 0x100:
                    text.Append($"\\x{rune.Value:x2}");
                    break;
                case <= char.MaxValue:
                    text.Append($"\\u{rune.Value:x4}");
                    break;
                default:
                    text.Append($"\\U{rune.Value:x8}");
                    break;
            }
        }

        text.Append(quote);
    }

    // Source: Python's str.isprintable.
    private static bool IsPrintable(Rune rune) =>
        rune.Value is >= ' ' and < 0x7F
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
            );
}
