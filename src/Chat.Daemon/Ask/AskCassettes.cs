using Chat.Client.Recording;
using Chat.Core.Errors;

namespace Chat.Daemon.Ask;

/// <summary>Reads whether an exchange is recorded or replayed.</summary>
internal static class AskCassettes
{
    /// <summary>Reads the options.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <returns>The cassette to write, the one to answer from, and when its answer comes.</returns>
    /// <exception cref="ChatException">The options contradict each other: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static (string? Record, string? Replay, ReplayTiming Timing) Read(AskOptions options, OptionReader reader)
    {
        var record = reader.Name(options.Record);
        var replay = reader.Name(options.Replay);
        if (record is not null && replay is not null)
        {
            throw UsageError.Create(
                $"{options.Record.Name} cannot go together with {options.Replay.Name}.",
                "Record from the server first, then replay without it."
            );
        }

        var word = reader.Text(options.ReplayTiming);
        if (word is not null && replay is null)
        {
            throw UsageError.Create(
                $"{options.ReplayTiming.Name} is set without {options.Replay.Name}.",
                $"Give {options.Replay.Name} too, or leave {options.ReplayTiming.Name} out."
            );
        }

        var timing = word switch
        {
            null or "instant" => ReplayTiming.Instant,
            "exact" => ReplayTiming.Exact,
            _ => throw UsageError.Create($"{options.ReplayTiming.Name} is \"{word}\".", "Give exact or instant."),
        };
        return (record, replay, timing);
    }
}
