namespace Chat.Formats.ToolCalls;

/// <summary>Reads the arguments of a call whose name stands before them, and gives them out as JSON.</summary>
internal abstract class ArgumentReader
{
    /// <summary>Makes the reader of a form of arguments.</summary>
    /// <param name="format">The form of the calls.</param>
    public static ArgumentReader Of(CallFormat format) =>
        format.Arguments switch
        {
            ArgumentWriting.Tagged => new TaggedArguments(format),
            ArgumentWriting.Python => new PythonArguments(),
            ArgumentWriting.BareKeys => new BareKeyArguments(format.StringMark),
            _ => new JsonArguments(),
        };

    /// <summary>Makes it ready for the next call.</summary>
    public abstract void Reset();

    /// <summary>Reads on.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="at">Where to read on; where it left off.</param>
    /// <param name="isLast">True when nothing follows the text.</param>
    /// <param name="output">Where the arguments go; the call has begun there.</param>
    /// <returns><see cref="ReadStatus.Done"/> when the arguments are whole; <see cref="ReadStatus.Failed"/> when what stands there is none of them.</returns>
    public abstract ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output);
}
