using Chat.Core.Errors;

namespace Chat.Daemon.Ask;

/// <summary>Reads how an answer is to be shown.</summary>
internal static class AskFormats
{
    /// <summary>Reads the options.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <exception cref="ChatException">Two of them contradict each other: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static AskFormat Read(AskOptions options, OptionReader reader)
    {
        var json = reader.IsSet(options.Json);
        var chunks = reader.IsSet(options.StreamJson);
        if (chunks && (json || reader.IsSet(options.NoStream)))
        {
            throw UsageError.Create(
                $"--stream-json cannot go together with {(json ? options.Json.Name : options.NoStream.Name)}.",
                "Use --json for one whole object, or --stream-json for one chunk a line."
            );
        }

        return json ? AskFormat.Json
            : chunks ? AskFormat.ChunkLines
            : AskFormat.Text;
    }
}
