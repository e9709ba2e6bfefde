using System.Text;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads a call that is a JSON object with the name and the arguments in it. Keys may come in any order, and the usual other names of
/// keys are taken too, as is a call inside a <c>function</c> object and arguments inside a string.
/// </summary>
internal sealed class JsonCallReader : CallReader
{
    // A call stands in no more than these: the object itself and "function" around it.
    private const int MaxWrappers = 4;

    private readonly CallFormat _format;
    private readonly string _before;
    private readonly string _after;
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _held = new();

    private readonly bool _hasIdAfterName;

    private Place _place;
    private int _depth;
    private string _key = "";
    private string? _name;
    private string? _id;
    private bool _hasBegun;
    private bool _hasArguments;
    private JsonUnescape _string;
    private JsonScan _scan;

    /// <summary>Makes a reader.</summary>
    /// <param name="format">How the calls are written.</param>
    public JsonCallReader(CallFormat format)
    {
        _format = format;
        var first = format.Call[0].Text;
        var last = format.Call[^1].Text;
        _before = first[..Math.Max(0, first.IndexOf('{', StringComparison.Ordinal))];
        _after = last[(last.LastIndexOf('}') + 1)..];
        var order = format.Call.Select(part => part.Kind).ToList();
        _hasIdAfterName =
            order.IndexOf(CallPartKind.Id) is var id
            && id > order.IndexOf(CallPartKind.Name)
            && id < order.IndexOf(CallPartKind.Arguments);
    }

    private enum Place
    {
        Before,
        Open,
        Key,
        KeyText,
        Colon,
        Value,
        Text,
        Json,
        JsonInText,
        Other,
        After,
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _place = Place.Before;
        _depth = 0;
        _name = null;
        _id = null;
        _hasBegun = false;
        _hasArguments = false;
        _text.Clear();
        _held.Clear();
    }

    /// <inheritdoc/>
    public override ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        while (true)
        {
            var status = Step(text, ref at, isLast, output);
            if (status == ReadStatus.Failed && _hasBegun)
            {
                // The call has gone out: what came of it stays, and the rest is looked at anew.
                output.End();
                return ReadStatus.Done;
            }

            if (status != ReadStatus.More || at >= text.Length)
            {
                return status;
            }

            if (_stalled)
            {
                return ReadStatus.More;
            }
        }
    }

    private bool _stalled;

    private ReadStatus Step(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        _stalled = false;
        switch (_place)
        {
            case Place.Before:
                var before = Literal.Read(text, ref at, _before, isLast);
                _stalled = before == ReadStatus.More;
                return Then(before, Place.Open);
            case Place.After:
                var after = Literal.ReadEnd(text, ref at, _after, isLast);
                _stalled = after == ReadStatus.More;
                return after == ReadStatus.Failed ? ReadStatus.Done : after;
            case Place.KeyText or Place.Text or Place.JsonInText:
                return ReadString(text, ref at, output);
            case Place.Json or Place.Other:
                return ReadValue(text, ref at, output);
            default:
                Literal.SkipSpace(text, ref at);
                return at == text.Length ? ReadStatus.More : ReadMark(text[at], ref at, output);
        }
    }

    private ReadStatus Then(ReadStatus status, Place place)
    {
        if (status != ReadStatus.Done)
        {
            return status;
        }

        _place = place;
        return ReadStatus.More;
    }

    private ReadStatus ReadMark(char next, ref int at, CallOutput output)
    {
        at++;
        switch (_place)
        {
            case Place.Open when next == '{':
                _place = Place.Key;
                return ReadStatus.More;
            case Place.Key when next == '"':
                _string = default;
                _place = Place.KeyText;
                return ReadStatus.More;
            case Place.Key when next == ',':
                return ReadStatus.More;
            case Place.Key when next == '}':
                return _depth-- > 0 ? ReadStatus.More : Close(output);
            case Place.Colon when next == ':':
                _place = Place.Value;
                return ReadStatus.More;
            case Place.Value:
                at--;
                return BeginValue(next, ref at, output);
            default:
                at--;
                return ReadStatus.Failed;
        }
    }

    private ReadStatus BeginValue(char next, ref int at, CallOutput output)
    {
        _scan = default;
        _string = default;
        var isText = next == '"';
        if (_format.IsNameKey && _name is null)
        {
            _name = _key;
            return output.Knows(_name) ? BeginArguments(isText, ref at, output) : ReadStatus.Failed;
        }

        if (IsNamed("function", "function") && next == '{' && _depth < MaxWrappers)
        {
            _depth++;
            at++;
            _place = Place.Key;
            return ReadStatus.More;
        }

        if (IsNamed(_format.ArgumentsKey, "arguments", "parameters") && !_hasArguments)
        {
            return BeginArguments(isText, ref at, output);
        }

        _place = isText ? Place.Text : Place.Other;
        at += isText ? 1 : 0;
        return ReadStatus.More;
    }

    private ReadStatus BeginArguments(bool isText, ref int at, CallOutput output)
    {
        _hasArguments = true;
        at += isText ? 1 : 0;
        _place = isText ? Place.JsonInText : Place.Json;
        if (_name is not null && !_hasBegun)
        {
            Begin(output);
        }

        return ReadStatus.More;
    }

    private void Begin(CallOutput output)
    {
        output.Begin(_name!, _id);
        _hasBegun = true;
        if (_held.Length > 0)
        {
            output.WriteJson(_held.ToString());
            _held.Clear();
        }
    }

    private ReadStatus ReadString(ReadOnlySpan<char> text, ref int at, CallOutput output)
    {
        while (at < text.Length && !_string.IsDone)
        {
            _string.Read(text[at++], _text);
        }

        if (_place == Place.JsonInText)
        {
            WriteArguments(_text.ToString(), output);
            _text.Clear();
        }

        if (!_string.IsDone)
        {
            return Bounded();
        }

        var whole = _text.ToString();
        _text.Clear();
        switch (_place)
        {
            case Place.KeyText:
                _key = whole;
                _place = Place.Colon;
                return ReadStatus.More;
            case Place.Text:
                _place = Place.Key;
                return TakeText(whole, output);
            default:
                _place = Place.Key;
                return ReadStatus.More;
        }
    }

    private ReadStatus TakeText(string text, CallOutput output)
    {
        if (_name is null && IsNamed(_format.NameKey, "name", "tool_name", "function"))
        {
            if (!output.Knows(text))
            {
                return ReadStatus.Failed;
            }

            _name = text;
            if (_hasArguments || !_hasIdAfterName || _id is not null)
            {
                Begin(output);
            }
        }
        else if (IsNamed(_format.IdKey, "id", "tool_call_id"))
        {
            _id = text;
        }

        return ReadStatus.More;
    }

    private ReadStatus ReadValue(ReadOnlySpan<char> text, ref int at, CallOutput output)
    {
        var from = at;
        while (at < text.Length && !_scan.IsDone && _scan.Read(text[at]))
        {
            at++;
        }

        if (_place == Place.Json)
        {
            WriteArguments(text[from..at], output);
        }

        if (!_scan.IsDone)
        {
            // A value that ends before it began is none.
            return at < text.Length ? ReadStatus.Failed : Bounded();
        }

        _place = Place.Key;
        return ReadStatus.More;
    }

    private void WriteArguments(ReadOnlySpan<char> json, CallOutput output)
    {
        if (_hasBegun)
        {
            output.WriteJson(json);
        }
        else
        {
            _held.Append(json);
        }
    }

    private ReadStatus Bounded() =>
        _text.Length + _held.Length > AnswerParser.MaxHeld ? ReadStatus.Failed : ReadStatus.More;

    private ReadStatus Close(CallOutput output)
    {
        if (_name is null)
        {
            return ReadStatus.Failed;
        }

        if (!_hasBegun)
        {
            Begin(output);
        }

        if (!_hasArguments)
        {
            output.WriteJson("{}");
        }

        output.End();
        _place = Place.After;
        return _after.AsSpan().Trim().Length == 0 ? ReadStatus.Done : ReadStatus.More;
    }

    private bool IsNamed(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(_key, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
