using System.Globalization;
using System.Text;

namespace Chat.Formats.Tests.Upstream;

/// <summary>
/// Cuts C++ source into tokens, so that tables of test cases can be read as data: string literals with their escapes, raw strings,
/// joined neighbours; comments are dropped. Bytes that a literal writes as <c>\x</c> are read as UTF-8 together.
/// </summary>
internal sealed class CppText
{
    private readonly string _source;
    private int _at;

    private CppText(string source) => _source = source;

    /// <summary>Cuts source into tokens; the last is the end.</summary>
    public static List<CppToken> Read(string source)
    {
        var reader = new CppText(source);
        var tokens = new List<CppToken>();
        while (reader.Next() is { } token)
        {
            if (token.Kind == CppTokenKind.String && tokens.Count > 0 && tokens[^1].Kind == CppTokenKind.String)
            {
                tokens[^1] = token with { Text = tokens[^1].Text + token.Text };
            }
            else
            {
                tokens.Add(token);
            }
        }

        tokens.Add(new CppToken(CppTokenKind.End, ""));
        return tokens;
    }

    private CppToken? Next()
    {
        SkipBlanks();
        if (_at >= _source.Length)
        {
            return null;
        }

        var letter = _source[_at];
        if (letter == '"')
        {
            return new CppToken(CppTokenKind.String, Literal());
        }

        if (letter == '\'')
        {
            var end = _source.IndexOf('\'', _at + (_source[_at + 1] == '\\' ? 3 : 2));
            var word = _source[_at..(end + 1)];
            _at = end + 1;
            return new CppToken(CppTokenKind.Word, word);
        }

        if (letter != '_' && !char.IsLetterOrDigit(letter))
        {
            _at++;
            return new CppToken(CppTokenKind.Sign, letter.ToString());
        }

        var start = _at;
        while (_at < _source.Length && (_source[_at] is '_' or '.' || char.IsLetterOrDigit(_source[_at])))
        {
            if (_source[_at] == '.' && !char.IsDigit(_source[start]))
            {
                break;
            }

            _at++;
        }

        var text = _source[start.._at];
        if (_at < _source.Length && _source[_at] == '"' && text is "R" or "u8R" or "LR")
        {
            return new CppToken(CppTokenKind.String, RawLiteral());
        }

        return _at < _source.Length && _source[_at] == '"' && text is "u8" or "L" or "u" or "U"
            ? new CppToken(CppTokenKind.String, Literal())
            : new CppToken(CppTokenKind.Word, text);
    }

    private void SkipBlanks()
    {
        while (_at < _source.Length)
        {
            if (char.IsWhiteSpace(_source[_at]))
            {
                _at++;
            }
            else if (string.CompareOrdinal(_source, _at, "//", 0, 2) == 0)
            {
                var end = _source.IndexOf('\n', _at);
                _at = end < 0 ? _source.Length : end;
            }
            else if (string.CompareOrdinal(_source, _at, "/*", 0, 2) == 0)
            {
                _at = _source.IndexOf("*/", _at + 2, StringComparison.Ordinal) + 2;
            }
            else
            {
                return;
            }
        }
    }

    private string RawLiteral()
    {
        var open = _source.IndexOf('(', _at);
        var close = $"){_source[(_at + 1)..open]}\"";
        var end = _source.IndexOf(close, open, StringComparison.Ordinal);
        _at = end + close.Length;
        return _source[(open + 1)..end];
    }

    private string Literal()
    {
        var bytes = new List<byte>();
        _at++;
        while (_source[_at] != '"')
        {
            if (_source[_at] == '\\')
            {
                _at++;
                Escape(bytes);
            }
            else
            {
                var length = char.IsHighSurrogate(_source[_at]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(_source, _at, length));
                _at += length;
            }
        }

        _at++;
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private void Escape(List<byte> bytes)
    {
        var letter = _source[_at++];
        switch (letter)
        {
            case '\n':
                break;
            case 'x':
                var start = _at;
                while (char.IsAsciiHexDigit(_source[_at]))
                {
                    _at++;
                }

                bytes.Add(
                    byte.Parse(_source.AsSpan(start, _at - start), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                );
                break;
            case 'u' or 'U':
                var length = letter == 'u' ? 4 : 8;
                var code = int.Parse(_source.AsSpan(_at, length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                bytes.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(code)));
                _at += length;
                break;
            case >= '0' and <= '7':
                var value = letter - '0';
                for (var digits = 1; digits < 3 && _source[_at] is >= '0' and <= '7'; digits++)
                {
                    value = (value * 8) + (_source[_at++] - '0');
                }

                bytes.Add((byte)value);
                break;
            default:
                var place = "abfnrtv".IndexOf(letter, StringComparison.Ordinal);
                bytes.Add((byte)(place < 0 ? letter : "\a\b\f\n\r\t\v"[place]));
                break;
        }
    }
}
