using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Client.Recording;

/// <summary>
/// Follows one exchange from its call to its end. Nothing that goes wrong here reaches the caller: it goes to the writer.
/// Until told otherwise the exchange counts as cancelled: that is what it is when its reader leaves.
/// </summary>
internal sealed class ExchangeRecorder
{
    private readonly CassetteWriter _writer;
    private readonly TimeProvider _time;
    private readonly CassetteCall _call;
    private readonly long _place;
    private readonly long _start;
    private readonly List<(TimeSpan At, string Json)> _chunks = [];
    private readonly string? _request;
    private CassetteEnd _end = CassetteEnd.Cancelled;
    private ChatException? _failure;
    private string? _partial;
    private string? _answer;
    private TimeSpan? _firstToken;
    private IReadOnlyList<ModelDescription>? _models;
    private long _length;
    private bool _isDropped;

    /// <summary>Begins to follow an exchange.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="call">Which member was called.</param>
    /// <param name="capabilities">What the backend does with each field.</param>
    /// <param name="request">The request; null for the list of models.</param>
    public ExchangeRecorder(
        CassetteWriter writer,
        TimeProvider time,
        CassetteCall call,
        BackendCapabilities capabilities,
        ChatCompletionRequest? request
    )
    {
        _writer = writer;
        _time = time;
        _call = call;
        _place = writer.Begin(capabilities);
        _request = request is null ? null : Text(() => ChatJson.Write(request));
        _start = time.GetTimestamp();
    }

    /// <summary>Keeps a chunk; the last one ends the exchange.</summary>
    /// <param name="chunk">The chunk.</param>
    public void Add(ChatCompletionChunk chunk)
    {
        var at = _time.GetElapsedTime(_start);
        if (!_isDropped && Text(() => ChatJson.Write(chunk)) is { } json)
        {
            _chunks.Add((at, json));
        }

        if (chunk.IsLastChunk)
        {
            _end = CassetteEnd.Answered;
        }
    }

    /// <summary>The stream ended by itself.</summary>
    public void Answered() => _end = CassetteEnd.Answered;

    /// <summary>The whole answer came.</summary>
    /// <param name="answer">The answer.</param>
    public void Answered(ChatCompletion answer)
    {
        _answer = Text(() => ChatJson.Write(answer));
        _firstToken = answer.TimeToFirstToken;
        _end = CassetteEnd.Answered;
    }

    /// <summary>The list of models came.</summary>
    /// <param name="models">The list.</param>
    public void Answered(IReadOnlyList<ModelDescription> models)
    {
        _models = models;
        _end = CassetteEnd.Answered;
    }

    /// <summary>The exchange failed.</summary>
    /// <param name="failure">Why.</param>
    public void Failed(ChatException failure)
    {
        _failure = failure;
        _partial = failure.Partial is { } partial ? Text(() => ChatJson.Write(partial)) : null;
        _end = CassetteEnd.Failed;
    }

    /// <summary>The exchange ended in a way that is no behaviour of a backend, such as a fault in the program: it is not recorded.</summary>
    public void Drop() => _isDropped = true;

    /// <summary>The exchange is over.</summary>
    public void Close()
    {
        // A stream that ends by itself without a chunk is no answer: a file with it could not be read.
        if (_isDropped || (_call == CassetteCall.Stream && _end == CassetteEnd.Answered && _chunks.Count == 0))
        {
            return;
        }

        try
        {
            var exchange = new RecordedExchange
            {
                Call = _call,
                End = _end,
                Request = _request,
                Chunks = _chunks,
                Answer = _answer,
                FirstToken = _firstToken,
                Models = _models,
                Failure = _failure,
                Partial = _partial,
                Took = _time.GetElapsedTime(_start),
            };
            _writer.Add(_place, ExchangeFormat.Format(exchange, _writer.Redaction));
        }
        catch (ChatException failure)
        {
            _writer.Stop(failure);
        }
    }

    // What cannot be written is the end of the recording, not of the exchange.
    private string? Text(Func<string> write)
    {
        try
        {
            var text = write();
            _length += text.Length;
            if (_length <= _writer.MaxBytes)
            {
                return text;
            }

            Stop(_writer.TooMuch());
        }
        // Half a surrogate pair; a number that is not finite; a field of no value at all.
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            Stop(
                new ChatException(
                    ChatErrorKind.Internal,
                    $"The recording stopped: an exchange cannot be written into {_writer.Path} as JSON.",
                    "The answer is whole; ask without half characters and deep nesting to record one.",
                    error
                )
            );
        }

        return null;
    }

    private void Stop(ChatException failure)
    {
        _isDropped = true;
        _chunks.Clear();
        _writer.Stop(failure);
    }
}
