namespace Chat.Client.Recording;

/// <summary>How a recorded exchange ended.</summary>
public enum CassetteEnd
{
    /// <summary>With the whole answer, or the last chunk, or the list: <c>answered</c> in the file.</summary>
    Answered,

    /// <summary>With a failure: <c>failed</c> in the file.</summary>
    Failed,

    /// <summary>The caller cancelled, or stopped reading the stream: <c>cancelled</c> in the file.</summary>
    Cancelled,
}
