namespace Chat.Formats.ToolCalls;

/// <summary>Reads one call after another, each in as many pieces as it comes.</summary>
internal abstract class CallReader
{
    /// <summary>Makes the reader of a form of calls.</summary>
    /// <param name="format">The form.</param>
    public static CallReader Of(CallFormat format) =>
        format.IsJsonObject ? new JsonCallReader(format) : new MarkedCallReader(format);

    /// <summary>Makes it ready for the next call.</summary>
    public abstract void Reset();

    /// <summary>Reads on.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="at">Where to read on; where it left off.</param>
    /// <param name="isLast">True when nothing follows the text.</param>
    /// <param name="output">Where the call goes. Before it has begun there, the reader may fail.</param>
    public abstract ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output);
}
