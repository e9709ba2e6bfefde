using System.Globalization;
using System.Text;

namespace Chat.Formats.ToolCalls;

/// <summary>Reads keyword arguments of Python and writes them as JSON. JSON's own words and strings are taken too.</summary>
internal sealed class PythonArguments : ArgumentReader
{
    private readonly StringBuilder _word = new();
    private readonly StringBuilder _json = new();
    private Place _place;
    private int _count;
    private int _depth;
    private char _quote;
    private int _hexLeft;

    private enum Place
    {
        Key,
        Value,
        Text,
        Escape,
        Hex,
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _place = Place.Key;
        _count = 0;
        _depth = 0;
        _word.Clear();
    }

    /// <inheritdoc/>
    public override ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        _json.Clear();
        var status = ReadStatus.More;
        while (status == ReadStatus.More && at < text.Length)
        {
            status = ReadOne(text[at]);
            at += status == ReadStatus.More ? 1 : 0;
        }

        if (status == ReadStatus.Done)
        {
            _json.Append(_count == 0 ? "{}" : "}");
        }

        output.WriteJson(_json.ToString());
        return status;
    }

    private ReadStatus ReadOne(char next)
    {
        switch (_place)
        {
            case Place.Key:
                return ReadKey(next);
            case Place.Value:
                return ReadValue(next);
            case Place.Escape:
                ReadEscape(next);
                return ReadStatus.More;
            case Place.Hex:
                ReadHex(next);
                return ReadStatus.More;
            default:
                ReadText(next);
                return ReadStatus.More;
        }
    }

    private ReadStatus ReadKey(char next)
    {
        if (next == ')')
        {
            return ReadStatus.Done;
        }

        if (next == '=')
        {
            _json.Append(_count++ == 0 ? "{" : ", ").Append(JsonText.Quote(_word.ToString())).Append(": ");
            _word.Clear();
            _place = Place.Value;
            return ReadStatus.More;
        }

        if (next != ',' && !char.IsWhiteSpace(next))
        {
            _word.Append(next);
        }

        return _word.Length > ArgumentKeys.MaxLength ? ReadStatus.Failed : ReadStatus.More;
    }

    private ReadStatus ReadValue(char next)
    {
        if (char.IsLetterOrDigit(next) || next is '_' or '.' or '+' or '-')
        {
            _word.Append(next);
            return ReadStatus.More;
        }

        EndWord();
        switch (next)
        {
            case '"' or '\'':
                _quote = next;
                _json.Append('"');
                _place = Place.Text;
                break;
            case '[' or '{' or '(':
                _depth++;
                _json.Append(next == '(' ? '[' : next);
                break;
            case ')' when _depth == 0:
                return ReadStatus.Done;
            case ']' or '}' or ')':
                _depth--;
                _json.Append(next == ')' ? ']' : next);
                break;
            case ',' when _depth == 0:
                _place = Place.Key;
                break;
            default:
                _json.Append(next);
                break;
        }

        return ReadStatus.More;
    }

    private void EndWord()
    {
        if (_word.Length > 0)
        {
            var word = _word.ToString();
            _json.Append(JsonText.OfBare(word.StartsWith('+') ? word[1..] : word));
            _word.Clear();
        }
    }

    private void ReadText(char next)
    {
        if (next == '\\')
        {
            _place = Place.Escape;
        }
        else if (next == _quote)
        {
            _json.Append('"');
            _place = Place.Value;
        }
        else
        {
            JsonText.Escape(next, _json);
        }
    }

    private void ReadEscape(char next)
    {
        _place = Place.Text;
        switch (next)
        {
            case 'n' or 't' or 'r' or 'b' or 'f' or '"' or '\\' or '/':
                _json.Append('\\').Append(next);
                break;
            case '\'':
                _json.Append('\'');
                break;
            case '\n':
                break;
            case 'x' or 'u' or 'U':
                _hexLeft =
                    next == 'x' ? 2
                    : next == 'u' ? 4
                    : 8;
                _word.Clear();
                _place = Place.Hex;
                break;
            default:
                // Python keeps the backslash of an escape it does not know.
                _json.Append("\\\\");
                JsonText.Escape(next, _json);
                break;
        }
    }

    private void ReadHex(char next)
    {
        _word.Append(next);
        if (--_hexLeft > 0)
        {
            return;
        }

        var isCode = int.TryParse(
            _word.ToString(),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var code
        );
        _word.Clear();
        _place = Place.Text;
        if (isCode && code <= char.MaxValue)
        {
            // Halves of a pair stay escapes, so that two of them still make one character.
            _json.Append(CultureInfo.InvariantCulture, $"\\u{code:x4}");
        }
        else
        {
            JsonText.Escape(Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD", _json);
        }
    }
}
