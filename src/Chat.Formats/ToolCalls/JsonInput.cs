using System.Text;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Takes a custom tool's input out of the JSON object it travels in, <c>{"input": "…"}</c>: the value of the first key. A value that
/// is no string is given out as it was written.
/// </summary>
internal struct JsonInput
{
    private Place _place;
    private JsonUnescape _text;
    private JsonScan _scan;
    private bool _inKey;

    private enum Place
    {
        Key,
        Value,
        Text,
        Other,
        Done,
    }

    /// <summary>Reads more of the object.</summary>
    /// <param name="json">More of its text.</param>
    /// <param name="into">More of the input is put here.</param>
    public void Read(ReadOnlySpan<char> json, StringBuilder into)
    {
        foreach (var next in json)
        {
            switch (_place)
            {
                case Place.Key:
                    ReadKey(next);
                    break;
                case Place.Value when char.IsWhiteSpace(next):
                    break;
                case Place.Value when next == '"':
                    _place = Place.Text;
                    break;
                case Place.Value or Place.Other:
                    _place = _scan.Read(next) ? Place.Other : Place.Done;
                    into.Append(_place == Place.Other ? next.ToString() : "");
                    _place = _scan.IsDone ? Place.Done : _place;
                    break;
                case Place.Text:
                    _text.Read(next, into);
                    _place = _text.IsDone ? Place.Done : Place.Text;
                    break;
                default:
                    return;
            }
        }
    }

    private void ReadKey(char next)
    {
        if (next == '"')
        {
            _inKey = !_inKey;
        }
        else if (next == ':' && !_inKey)
        {
            _place = Place.Value;
        }
    }
}
