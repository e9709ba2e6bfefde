using System.Globalization;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>The failures round the engine host, in words.</summary>
internal static class EngineHostFaults
{
    /// <summary>There is no place for a host.</summary>
    /// <param name="message">One sentence: why not.</param>
    /// <param name="cause">The cause; null when there is none.</param>
    public static ChatException NoPlace(string message, Exception? cause) =>
        new(
            ChatErrorKind.Permission,
            message,
            "Set CHAT_HOME to a folder that can be written, or make room on the disk; chatd doctor shows the folders.",
            new EngineHostUnavailableException(message, cause)
        );

    /// <summary>A folder or socket is somebody else's.</summary>
    /// <param name="path">Its path.</param>
    public static ChatException Foreign(string path) =>
        new(
            ChatErrorKind.Permission,
            $"{path} belongs to another user, and no engine host is trusted there.",
            "Remove it, or set CHAT_HOME to a folder of your own."
        );

    /// <summary>A host ended while it answered.</summary>
    /// <param name="host">The host.</param>
    /// <param name="lastWords">The end of its log; empty for none.</param>
    /// <param name="partial">What had come of the answer; null for nothing.</param>
    /// <param name="cause">The lost connection.</param>
    public static ChatException Crashed(PeerInfo host, string lastWords, ChatCompletion? partial, Exception? cause) =>
        new(
            ChatErrorKind.EngineCrashed,
            $"The engine host{Process(host.ProcessId)} ended before the answer was whole.",
            $"Ask again: the next request starts a new one.{LastWords(lastWords)}",
            cause
        )
        {
            IsRetryable = true,
            Partial = partial,
        };

    /// <summary>A host was told to end while it answered.</summary>
    /// <param name="partial">What had come of the answer; null for nothing.</param>
    /// <param name="cause">The failure at this end.</param>
    public static ChatException Stopped(ChatCompletion? partial, Exception? cause) =>
        new(
            ChatErrorKind.Incomplete,
            "The engine host was stopped before the answer was whole.",
            "Ask again: the next request starts a new one.",
            cause
        )
        {
            IsRetryable = true,
            Partial = partial,
        };

    /// <summary>A host ended before it took requests.</summary>
    /// <param name="processId">Its process.</param>
    /// <param name="exitCode">Its exit code; null when not known.</param>
    /// <param name="lastWords">The end of its log; empty for none.</param>
    public static ChatException DiedAtStart(int processId, int? exitCode, string lastWords)
    {
        var code = exitCode is { } number
            ? string.Create(CultureInfo.InvariantCulture, $" with exit code {number}")
            : "";
        return new ChatException(
            ChatErrorKind.EngineCrashed,
            $"The engine host{Process(processId)} ended{code} before it took requests.",
            $"Run chatd doctor to see what is wrong, or go without a host (--in-process).{LastWords(lastWords)}"
        )
        {
            IsRetryable = true,
        };
    }

    /// <summary>No host came within the limit.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="lastWords">The end of its log; empty for none.</param>
    public static ChatException TooSlow(TimeSpan limit, string lastWords) =>
        new(
            ChatErrorKind.ConnectTimeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The engine host took no requests within {limit.TotalSeconds:0.#} s."
            ),
            $"Ask again, end a host that hangs with chatd stop --now, or go without one (--in-process).{LastWords(lastWords)}"
        )
        {
            IsRetryable = true,
        };

    /// <summary>Hosts end again and again.</summary>
    /// <param name="crashes">How often one did.</param>
    /// <param name="window">Within which time.</param>
    /// <param name="wait">When one is started again.</param>
    public static ChatException TooOften(int crashes, TimeSpan window, TimeSpan wait) =>
        new(
            ChatErrorKind.EngineCrashed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The engine host ended unasked {crashes} times within {window.TotalMinutes:0.#} minutes, and is not started for now."
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Ask again in {Math.Ceiling(wait.TotalSeconds):0} s, with another model if it is the model's fault; chatd doctor checks the libraries and models."
            )
        )
        {
            IsRetryable = true,
        };

    /// <summary>A host of a newer version speaks a protocol that this program does not.</summary>
    /// <param name="host">What the host said of itself.</param>
    public static ChatException TooNew(InitializeResult host) =>
        new(
            ChatErrorKind.Protocol,
            $"The engine host is of the newer version {host.Server.Version ?? "unknown"} and speaks protocol {host.ProtocolVersion}, this program {ProtocolVersion.Current}.",
            "Update this program, or end the host with the newer one's chatd stop."
        );

    /// <summary>A host that is there cuts off whoever comes, as one does that has too many connections even to say so.</summary>
    public static ChatException Crowded() =>
        new(
            ChatErrorKind.Overloaded,
            "The engine host has as many connections as it takes.",
            "Close programs that use it, or try again later."
        )
        {
            IsRetryable = true,
        };

    /// <summary>No host stays.</summary>
    public static ChatException Restless() =>
        new(
            ChatErrorKind.EngineCrashed,
            "Each engine host that was reached ended or was replaced at once.",
            "Use one version of this program at a time; chatd status shows the host's."
        )
        {
            IsRetryable = true,
        };

    private static string Process(int? id) =>
        id is { } number ? string.Create(CultureInfo.InvariantCulture, $" (process {number})") : "";

    private static string LastWords(string text) => text.Length == 0 ? "" : $" Its last words: {text}";
}
