using System.Globalization;
using System.Text;

namespace Chat.Formats.ToolCalls;

/// <summary>Reads the characters inside a JSON string one by one and gives out what they stand for.</summary>
internal struct JsonUnescape
{
    private const int HexDigits = 4;

    private bool _isEscaped;
    private int _hexLeft;
    private int _hex;

    /// <summary>True when the closing quote was read.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads one character after the opening quote.</summary>
    /// <param name="next">The character.</param>
    /// <param name="into">What it stands for is put here.</param>
    public void Read(char next, StringBuilder into)
    {
        if (_hexLeft > 0)
        {
            ReadHex(next, into);
        }
        else if (_isEscaped)
        {
            _isEscaped = false;
            ReadEscape(next, into);
        }
        else if (next == '\\')
        {
            _isEscaped = true;
        }
        else if (next == '"')
        {
            IsDone = true;
        }
        else
        {
            into.Append(next);
        }
    }

    private void ReadEscape(char next, StringBuilder into)
    {
        if (next == 'u')
        {
            _hexLeft = HexDigits;
            _hex = 0;
            return;
        }

        into.Append(
            next switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                _ => next,
            }
        );
    }

    private void ReadHex(char next, StringBuilder into)
    {
        if (!char.IsAsciiHexDigit(next))
        {
            // No escape after all: nothing is lost, and the character is read for itself.
            _hexLeft = 0;
            into.Append('\uFFFD');
            Read(next, into);
            return;
        }

        _hex = (_hex << 4) | int.Parse([next], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (--_hexLeft == 0)
        {
            into.Append((char)_hex);
        }
    }
}
