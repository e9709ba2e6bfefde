using Chat.Core.Errors;

namespace Chat.Http.Exchange;

/// <summary>The body of an answer, or as much of it as came.</summary>
/// <param name="Bytes">What came.</param>
/// <param name="Break">Why no more came; null when it came whole. Set only where something came.</param>
internal readonly record struct ReceivedBody(ReadOnlyMemory<byte> Bytes, ChatException? Break)
{
    /// <summary>The whole body.</summary>
    /// <exception cref="ChatException">It did not come whole.</exception>
    public ReadOnlyMemory<byte> Whole() => Break is null ? Bytes : throw Break;
}
