namespace Chat.Http.Exchange;

/// <summary>How a stream ended.</summary>
internal enum StreamEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>With the dialect's own mark: <c>[DONE]</c>, or <c>done: true</c>.</summary>
    Marked,

    /// <summary>The body ended between two items, without a mark.</summary>
    Closed,

    /// <summary>The body ended within an item.</summary>
    Cut,
}
