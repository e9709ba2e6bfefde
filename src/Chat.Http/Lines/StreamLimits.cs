using Chat.Core.Errors;

namespace Chat.Http.Lines;

/// <summary>
/// How much of one line and of one event a reader will hold. Only payload counts: comments, ignored fields and blank lines are
/// skipped in constant memory, however long they are. The memory a reader holds
/// stays below twice <see cref="MaxEventBytes"/> and a few buffers of fixed size.
/// </summary>
internal sealed record StreamLimits
{
    /// <summary>The default of both limits, 64 MiB: servers send a whole image, 16 MiB and more, as one line.</summary>
    public const int DefaultBytes = 64 << 20;

    /// <summary>The most that either limit may be, 1 GiB.</summary>
    public const int LargestBytes = 1 << 30;

    /// <summary>The limits that a reader has when nobody says otherwise.</summary>
    public static StreamLimits Default { get; } = new();

    /// <summary>The payload bytes that one line may have. From 1 to <see cref="LargestBytes"/>; default <see cref="DefaultBytes"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int MaxLineBytes
    {
        get;
        init => field = InRange(value, nameof(MaxLineBytes));
    } = DefaultBytes;

    /// <summary>
    /// The payload bytes that one event may have: its data lines, the line feeds that join them, and its type.
    /// From 1 to <see cref="LargestBytes"/>; default <see cref="DefaultBytes"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int MaxEventBytes
    {
        get;
        init => field = InRange(value, nameof(MaxEventBytes));
    } = DefaultBytes;

    /// <summary>The payload bytes of all items of a stream together: four times <see cref="MaxEventBytes"/>.</summary>
    public long MaxStreamBytes => 4L * MaxEventBytes;

    /// <summary>Holds a stream to its limit.</summary>
    /// <param name="bytes">The payload of its items so far.</param>
    /// <exception cref="ChatException">The stream is longer (<see cref="ChatErrorKind.Protocol"/>).</exception>
    public void CheckStream(long bytes)
    {
        if (bytes > MaxStreamBytes)
        {
            throw new ChatException(
                ChatErrorKind.Protocol,
                $"The server's stream went on past {MaxStreamBytes} bytes, four times the limit {nameof(MaxEventBytes)}.",
                $"Set a token limit; raise {nameof(MaxEventBytes)} if an answer of this size is wanted."
            );
        }
    }

    /// <summary>Holds a line to its limit. To be called before the bytes are kept.</summary>
    /// <param name="bytes">The line's payload with what is about to be kept.</param>
    /// <exception cref="ChatException">The line is longer (<see cref="ChatErrorKind.Protocol"/>).</exception>
    public void CheckLine(long bytes)
    {
        if (bytes > MaxLineBytes)
        {
            throw TooLong("line", nameof(MaxLineBytes), MaxLineBytes);
        }
    }

    /// <summary>Holds an event to its limit. To be called before the bytes are kept.</summary>
    /// <param name="bytes">The event's payload with what is about to be kept.</param>
    /// <exception cref="ChatException">The event is longer (<see cref="ChatErrorKind.Protocol"/>).</exception>
    public void CheckEvent(long bytes)
    {
        if (bytes > MaxEventBytes)
        {
            throw TooLong("event", nameof(MaxEventBytes), MaxEventBytes);
        }
    }

    private static int InRange(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestBytes, name);
        return value;
    }

    private static ChatException TooLong(string what, string name, int limit) =>
        new(
            ChatErrorKind.Protocol,
            $"The server sent one {what} of more than {limit} bytes, which is the limit {name}.",
            $"Raise {name} if the server does send {what}s of this size; otherwise check that the address is that of a chat server."
        );
}
