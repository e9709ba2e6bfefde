using System.Buffers;
using System.Globalization;
using System.Text;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Writes values as JSON, as Python's <c>json.dumps</c> does.</summary>
/// <param name="context">The rendering.</param>
/// <param name="style">How to write.</param>
internal sealed class JsonText(JinjaContext context, JsonStyle style)
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        '"',
        '\\',
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
    ]);

    private readonly StringBuilder _text = new();
    private bool _hasInput;

    /// <summary>Writes a value. The text is input as a whole when any string in the value has input.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <param name="style">How to write.</param>
    /// <exception cref="JinjaException">The value has no JSON, or the text is too long or nested too deep.</exception>
    public static JinjaString Of(JinjaContext context, JinjaValue value, JsonStyle style)
    {
        var writer = new JsonText(context, style);
        writer.Write(value, depth: 0);
        return new JinjaString(writer._text.ToString(), writer._hasInput);
    }

    private void Write(JinjaValue value, int depth)
    {
        if (depth > JinjaLimits.MaxValueDepth)
        {
            throw context.Fail($"a value is nested deeper than {JinjaLimits.MaxValueDepth}");
        }

        context.Step();
        switch (value)
        {
            case JinjaString text:
                _hasInput |= text.HasInput;
                WriteString(text.Text);
                break;
            case JinjaInteger number:
                _text.Append(CultureInfo.InvariantCulture, $"{number.Value}");
                break;
            case JinjaFloat { Value: var number } real:
                _text.Append(
                    double.IsNaN(number) ? "NaN"
                    : double.IsInfinity(number)
                        ? number > 0 ? "Infinity"
                            : "-Infinity"
                    : real.ToString()
                );
                break;
            case JinjaBoolean truth:
                _text.Append(truth.IsTrue ? "true" : "false");
                break;
            case JinjaNone:
                _text.Append("null");
                break;
            case JinjaList list:
                WriteList(list, depth);
                break;
            case JinjaObject dictionary:
                WriteObject(dictionary, depth);
                break;
            default:
                throw context.Fail(
                    value is JinjaUndefined undefined
                        ? $"{undefined.Name} is undefined and has no JSON"
                        : $"{value.TypeName} has no JSON"
                );
        }
    }

    private void WriteList(JinjaList list, int depth)
    {
        if (list.Items.Count == 0)
        {
            _text.Append("[]");
            return;
        }

        _text.Append('[');
        for (var index = 0; index < list.Items.Count; index++)
        {
            Separate(index, depth + 1);
            Write(list.Items[index], depth + 1);
        }

        NewLine(depth);
        _text.Append(']');
    }

    private void WriteObject(JinjaObject dictionary, int depth)
    {
        if (dictionary.Members.Count == 0)
        {
            _text.Append("{}");
            return;
        }

        var members = style.IsSorted
            ? [.. dictionary.Members.OrderBy(member => Key(member.Key), Comparer<string>.Create(CodePoints.Compare))]
            : dictionary.Members;
        _text.Append('{');
        for (var index = 0; index < members.Count; index++)
        {
            Separate(index, depth + 1);
            _hasInput |= members[index].Key is JinjaString { HasInput: true };
            WriteString(Key(members[index].Key));
            _text.Append(style.KeySeparator);
            Write(members[index].Value, depth + 1);
        }

        NewLine(depth);
        _text.Append('}');
    }

    private void Separate(int index, int depth)
    {
        if (index > 0)
        {
            _text.Append(style.ItemSeparator);
        }

        NewLine(depth);
        if (_text.Length > JinjaLimits.MaxTextLength)
        {
            context.ChargeText(_text.Length);
        }
    }

    private void NewLine(int depth)
    {
        if (style.Indent is not { } indent)
        {
            return;
        }

        context.ChargeText((long)indent.Length * depth);
        _text.Append('\n');
        for (var level = 0; level < depth; level++)
        {
            _text.Append(indent);
        }
    }

    private string Key(JinjaValue key) =>
        key switch
        {
            JinjaString text => text.Text,
            JinjaBoolean truth => truth.IsTrue ? "true" : "false",
            JinjaNone => "null",
            JinjaInteger or JinjaFloat => ValueText.Of(context, key).Text,
            _ => throw context.Fail($"{key.TypeName} cannot be a key in JSON"),
        };

    private void WriteString(string value)
    {
        context.ChargeText(value.Length);
        _text.Append('"');
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAny(Escaped);
            var other = style.IsAscii ? rest.IndexOfAnyExceptInRange(' ', '~') : -1;
            var end = plain < 0 || (other >= 0 && other < plain) ? other : plain;
            if (end < 0)
            {
                _text.Append(rest);
                break;
            }

            _text.Append(rest[..end]);
            WriteEscape(rest[end]);
            rest = rest[(end + 1)..];
        }

        _text.Append('"');
    }

    private void WriteEscape(char letter) =>
        _text.Append(
            letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                _ => $"\\u{(int)letter:x4}",
            }
        );
}
