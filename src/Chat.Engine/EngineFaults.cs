using Chat.Core.Errors;

namespace Chat.Engine;

/// <summary>Says a failure in the one type that callers know. One exception object is not thrown to several of them: each adds its own stack.</summary>
internal static class EngineFaults
{
    /// <summary>A new failure, for one caller.</summary>
    /// <param name="error">
    /// What happened. Memory that has run out is of kind <see cref="ChatErrorKind.OutOfMemory"/>; what nobody foresaw is of kind
    /// <see cref="ChatErrorKind.Internal"/>.
    /// </param>
    public static ChatException Of(Exception error) =>
        error switch
        {
            ChatException known => known.Again(),
            OutOfMemoryException => new ChatException(
                ChatErrorKind.OutOfMemory,
                "There is not enough memory to go on with the answer.",
                "Close other programs, ask for fewer tokens, or use a smaller model.",
                error
            ),
            _ => new ChatException(
                ChatErrorKind.Internal,
                $"The local engine failed in a way it does not know: {error.Message}",
                "Try again, and report it if it goes on.",
                error
            ),
        };
}
