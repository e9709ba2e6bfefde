namespace Chat.Http.Sse;

/// <summary>What a line of an event stream says.</summary>
internal enum SseField
{
    /// <summary>Nothing: an empty line, which ends an event; or a name that is not there yet.</summary>
    None = 0,

    /// <summary>A line of data.</summary>
    Data,

    /// <summary>The event's type (<c>event:</c>).</summary>
    Type,

    /// <summary>A comment, or a field that no chat server needs a client to keep: <c>id</c>, <c>retry</c> and unknown ones.</summary>
    Ignored,
}
