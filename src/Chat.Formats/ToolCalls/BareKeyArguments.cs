using System.Text;

namespace Chat.Formats.ToolCalls;

/// <summary>Reads arguments that are a JSON object with bare keys, its strings between marks, and writes them as JSON.</summary>
/// <param name="mark">What stands before and after a string.</param>
internal sealed class BareKeyArguments(string mark) : ArgumentReader
{
    // Deeper structures end the arguments.
    private const int MaxDepth = 512;

    private readonly string[] _marks = [mark];
    private readonly StringBuilder _json = new();
    private readonly Stack<bool> _isObject = new();
    private bool _inText;
    private bool _inKey;
    private bool _keyHasBegun;

    /// <inheritdoc/>
    public override void Reset()
    {
        _isObject.Clear();
        _inText = false;
        _inKey = false;
    }

    /// <inheritdoc/>
    public override ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        _json.Clear();
        var status = ReadStatus.More;
        while (status == ReadStatus.More && at < text.Length)
        {
            var (found, length) = MarkerScan.Find(text[at..], _marks, isLast);
            var end = at + length;
            if (_inText)
            {
                JsonText.Escape(text[at..end], _json);
                at = end;
            }
            else
            {
                while (at < end && status == ReadStatus.More)
                {
                    status = ReadOne(text[at++]);
                }
            }

            if (status != ReadStatus.More || found < 0)
            {
                break;
            }

            at += mark.Length;
            _inText = !_inText;
            _json.Append('"');
        }

        output.WriteJson(_json.ToString());
        return status;
    }

    private ReadStatus ReadOne(char next)
    {
        var inObject = _isObject.TryPeek(out var isObject) && isObject;
        if (_inKey && next is not (':' or '}' or ',') && !char.IsWhiteSpace(next))
        {
            if (!_keyHasBegun)
            {
                _json.Append('"');
                _keyHasBegun = true;
            }

            JsonText.Escape(next, _json);
            return ReadStatus.More;
        }

        switch (next)
        {
            case '{' or '[':
                _isObject.Push(next == '{');
                BeginKey(next == '{');
                _json.Append(next);
                return _isObject.Count > MaxDepth ? ReadStatus.Failed : ReadStatus.More;
            case '}' or ']':
                _inKey = false;
                _json.Append(next);
                return _isObject.TryPop(out _) && _isObject.Count > 0 ? ReadStatus.More : ReadStatus.Done;
            case ':' when _inKey:
                _json.Append("\":");
                _inKey = false;
                return ReadStatus.More;
            case ',':
                _json.Append(next);
                BeginKey(inObject);
                return ReadStatus.More;
            default:
                _json.Append(next);
                return ReadStatus.More;
        }
    }

    private void BeginKey(bool isKey)
    {
        _inKey = isKey;
        _keyHasBegun = false;
    }
}
