using System.Text.Json;
using System.Text.Unicode;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// Reads the outside of a message in one pass, without a look at what stands inside params and results. It gives the id also of a
/// message that is broken after it, so that the caller gets an answer. Source: JSON-RPC 2.0.
/// </summary>
internal ref struct EnvelopeReader
{
    // Deeper levels are read too, to get at an id behind them: the bound is the body's length, a bit a level.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private Utf8JsonReader _reader;
    private RpcId? _id;
    private string? _method;
    private Range _params;
    private Range _result;
    private Range _error;
    private EnvelopeFields _seen;
    private string? _wrong;

    private EnvelopeReader(ReadOnlySpan<byte> body) => _reader = new Utf8JsonReader(body, Options);

    /// <summary>Reads a message.</summary>
    /// <param name="body">The body of a frame.</param>
    public static Envelope Read(ReadOnlySpan<byte> body)
    {
        var reader = new EnvelopeReader(body);
        try
        {
            reader.ReadAll();
        }
        catch (JsonException)
        {
            return reader.Broken(RpcErrors.Unreadable("The body is not JSON."));
        }

        return Utf8.IsValid(body) ? reader.Classify() : reader.Broken(RpcErrors.Unreadable("The body is not UTF-8."));
    }

    private void ReadAll()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            // What a batch holds is not looked at: it gets one answer as a whole.
            _wrong = "Batches are not taken.";
            return;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _wrong = "A message is an object.";
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadField(NameOf());
        }

        // Past the object's end: whatever follows but blanks is a fault.
        _reader.Read();
    }

    private readonly EnvelopeFields NameOf() =>
        _reader.Is("id"u8) ? EnvelopeFields.Id
        : _reader.Is("method"u8) ? EnvelopeFields.Method
        : _reader.Is("params"u8) ? EnvelopeFields.Params
        : _reader.Is("result"u8) ? EnvelopeFields.Result
        : _reader.Is("error"u8) ? EnvelopeFields.Error
        : _reader.Is("jsonrpc"u8) ? EnvelopeFields.Version
        : EnvelopeFields.None;

    private void ReadField(EnvelopeFields field)
    {
        _reader.Read();
        if ((_seen & field) != EnvelopeFields.None)
        {
            _wrong ??= $"The message has a field twice: {field.ToString().ToLowerInvariant()}.";
            Skip();
            return;
        }

        _seen |= field;
        switch (field)
        {
            case EnvelopeFields.Id:
                ReadId();
                break;
            case EnvelopeFields.Method:
                ReadMethod();
                break;
            case EnvelopeFields.Params:
                _params = Skip();
                break;
            case EnvelopeFields.Result:
                _result = Skip();
                break;
            case EnvelopeFields.Error:
                _error = Skip();
                break;
            case EnvelopeFields.Version when _reader.TokenType == JsonTokenType.String:
                _wrong ??= _reader.Is("2.0"u8) ? null : "The jsonrpc version is not 2.0.";
                break;
            case EnvelopeFields.Version:
                _wrong ??= "The jsonrpc version is not 2.0.";
                Skip();
                break;
            default:
                Skip();
                break;
        }
    }

    private void ReadId()
    {
        Span<char> chars = stackalloc char[MaxCopied(RpcId.MaxLength)];
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var number))
        {
            _id = new RpcId(number);
        }
        else if (TryCopy(chars, RpcId.MaxLength, out var length))
        {
            _id = new RpcId(new string(chars[..length]));
        }
        else if (_reader.TokenType != JsonTokenType.Null)
        {
            _wrong ??= $"An id is a whole number or a string of at most {RpcId.MaxLength} characters.";
        }

        Skip();
    }

    private void ReadMethod()
    {
        Span<char> chars = stackalloc char[MaxCopied(MethodNames.MaxLength)];
        if (TryCopy(chars, MethodNames.MaxLength, out var length))
        {
            _method = MethodNames.Shared(chars[..length]);
        }
        else
        {
            _wrong ??= $"A method is a string of at most {MethodNames.MaxLength} characters.";
        }

        Skip();
    }

    // A character takes at most six bytes: \uXXXX.
    private readonly int MaxCopied(int maxLength) =>
        _reader.TokenType == JsonTokenType.String && _reader.ValueSpan.Length <= maxLength * 6
            ? _reader.ValueSpan.Length
            : 0;

    private readonly bool TryCopy(scoped Span<char> target, int maxLength, out int length)
    {
        length = 0;
        if (_reader.TokenType != JsonTokenType.String || target.Length < _reader.ValueSpan.Length)
        {
            return false;
        }

        try
        {
            length = _reader.CopyString(target);
            return length <= maxLength;
        }
        catch (InvalidOperationException)
        {
            // Bytes or escapes that are no text.
            return false;
        }
    }

    private Range Skip()
    {
        var start = (int)_reader.TokenStartIndex;
        var depth = _reader.CurrentDepth;
        if (IsStart())
        {
            do
            {
                _reader.Read();
                if (IsStart() && _reader.CurrentDepth >= RpcConnectionOptions.MaxDepth)
                {
                    _wrong ??= $"The message is nested deeper than {RpcConnectionOptions.MaxDepth} levels.";
                }
            } while (_reader.CurrentDepth > depth);
        }

        return start..(int)_reader.BytesConsumed;
    }

    private readonly bool IsStart() => _reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;

    private readonly Envelope Classify()
    {
        if (_wrong is not null)
        {
            return Broken(RpcErrors.Invalid(_wrong));
        }

        var isAnswer = (_seen & (EnvelopeFields.Result | EnvelopeFields.Error)) != EnvelopeFields.None;
        if ((_seen & EnvelopeFields.Version) == EnvelopeFields.None)
        {
            return Broken(RpcErrors.Invalid("The message does not say jsonrpc 2.0."));
        }

        if (_method is null)
        {
            return isAnswer
                ? ClassifyAnswer()
                : Broken(RpcErrors.Invalid("The message has neither a method nor a result nor an error."));
        }

        if (isAnswer)
        {
            return Broken(RpcErrors.Invalid("The message is a request and an answer at once."));
        }

        if ((_seen & EnvelopeFields.Id) == EnvelopeFields.None)
        {
            return new Envelope(EnvelopeKind.Notification, null, _method, _params, null);
        }

        return _id is null
            ? Broken(RpcErrors.Invalid("The id of a request is null."))
            : new Envelope(EnvelopeKind.Request, _id, _method, _params, null);
    }

    private readonly Envelope ClassifyAnswer() =>
        (_seen & EnvelopeFields.Error) == EnvelopeFields.None
            ? new Envelope(EnvelopeKind.Result, _id, "", _result, null)
        : (_seen & EnvelopeFields.Result) == EnvelopeFields.None
            ? new Envelope(EnvelopeKind.Error, _id, "", _error, null)
        : Broken(RpcErrors.Invalid("The answer has both a result and an error."));

    // An answer is not answered: its id is one of ours, and might be one of theirs too.
    private readonly Envelope Broken(RpcError fault) =>
        new(
            _method is null && (_seen & (EnvelopeFields.Result | EnvelopeFields.Error)) != EnvelopeFields.None
                ? EnvelopeKind.BrokenAnswer
                : EnvelopeKind.Broken,
            _id,
            _method ?? "",
            default,
            fault
        );
}
