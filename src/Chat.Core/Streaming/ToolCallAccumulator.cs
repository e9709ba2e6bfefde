using System.Text.Json;
using Chat.Core.Tools;

namespace Chat.Core.Streaming;

/// <summary>Gathers the deltas of one tool call.</summary>
internal sealed class ToolCallAccumulator
{
    private CallText? _function;
    private CallText? _custom;
    private string? _type;
    private Dictionary<string, JsonElement>? _extras;

    /// <summary>The index by which the server last named the call; null while it has not.</summary>
    public int? Index { get; private set; }

    /// <summary>The index by which the server first named the call; null while it has not.</summary>
    public int? FirstIndex { get; private set; }

    /// <summary>The server's id, the first that is not empty; null while none has come.</summary>
    public string? Id { get; private set; }

    /// <summary>The name of what is called; null while none has come.</summary>
    public string? Name => _function?.Name ?? _custom?.Name;

    /// <summary>True when the arguments are one whole JSON object, so that what follows belongs to another call.</summary>
    public bool IsWhole => _function is { IsWhole: true };

    /// <summary>True when a delta tells these arguments once more.</summary>
    /// <param name="delta">The delta.</param>
    public bool Repeats(ToolCallDelta delta) =>
        _function is { } function && function.Repeats(delta.Function?.Arguments);

    /// <summary>Adds a delta that belongs to this call.</summary>
    /// <param name="delta">The delta.</param>
    public void Add(ToolCallDelta delta)
    {
        Index = delta.Index ?? Index;
        FirstIndex ??= delta.Index;
        Id = string.IsNullOrEmpty(Id) ? delta.Id : Id;
        _type = string.IsNullOrEmpty(_type) ? delta.Type : _type;
        ExtensionFields.Keep(ref _extras, delta.ExtensionData);
        if (delta.Function is { } function)
        {
            (_function ??= new CallText(isJson: true)).Add(function);
        }

        if (delta.Custom is { } custom)
        {
            (_custom ??= new CallText(isJson: false)).Add(custom);
        }
    }

    /// <summary>The call as gathered so far.</summary>
    /// <param name="id">The id it goes by.</param>
    public ToolCall ToToolCall(string id) =>
        new()
        {
            Id = id,
            Type = _type,
            Function = _function?.ToFunction(),
            Custom = _custom?.ToCustom(),
            ExtensionData = ExtensionFields.Copy(_extras),
        };
}
