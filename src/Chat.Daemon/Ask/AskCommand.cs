using System.CommandLine;
using Chat.Core.Requests;

namespace Chat.Daemon.Ask;

/// <summary><c>chatd ask</c>: one answer.</summary>
internal static class AskCommand
{
    private const string Usage = "Say what to ask, as in chatd ask \"Are dogs real?\", or pipe a text into it.";

    // About 11 days; the timers behind it end at 49.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(1_000_000);

    /// <summary>
    /// True when a command line is an <c>ask</c> that most likely goes to the engine host, so that the way there may be made ready while
    /// the line is read. A wrong guess costs a connection and nothing else.
    /// </summary>
    /// <param name="arguments">The arguments of the process.</param>
    public static bool IsWarming(string[] arguments) =>
        arguments is ["ask", ..]
        && !arguments.Any(argument => argument is "--in-process" or "--replay" or "--profile" or "--help" or "-h");

    /// <summary>Gives a command the options of <c>ask</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var options = new AskOptions();
        options.AddTo(command);
        command.SetAction(
            async (result, _) =>
            {
                PromptWords.Check(result, command, options.Prompt);
                // Everything that can be wrong is found out before standard input is waited for or a model is loaded.
                var draft = Read(options, result, host);
                var images = AskImages.Read(options, new OptionReader(result));
                var prompt = await PromptText
                    .ReadAsync(result.GetValue(options.Prompt) ?? [], host, dropLastLineEnd: true)
                    .ConfigureAwait(false);
                if (string.IsNullOrWhiteSpace(prompt))
                {
                    throw UsageError.Create("There is no prompt.", Usage);
                }

                ChatMessage[] messages = [.. draft.Request.Messages.SkipLast(1), AskImages.MessageOf(prompt, images)];
                var plan = draft with { Request = draft.Request with { Messages = messages } };
                return await new AskRunner(host, plan).RunAsync().ConfigureAwait(false);
            }
        );
    }

    // The plan as the options say it; the last message stands for the prompt.
    private static AskPlan Read(AskOptions options, ParseResult result, CommandHost host)
    {
        var reader = new OptionReader(result);
        var format = AskFormats.Read(options, reader);
        var (record, replay, timing) = AskCassettes.Read(options, reader);
        var request = AskRequest.Read(options, reader, host) with
        {
            // A whole object tells the usage, and a recording may become one; a stream's last chunk is the one with the finish reason.
            StreamOptions =
                format == AskFormat.Json || reader.IsSet(options.Stats) || record is not null
                    ? new StreamOptions { IncludeUsage = true }
                    : null,
        };
        return new AskPlan
        {
            Request = request,
            Format = format,
            Engine = options.Engine.Read(reader),
            Stream = !reader.IsSet(options.NoStream),
            ShowStatistics = reader.IsSet(options.Stats),
            Quiet = reader.IsSet(options.Quiet),
            Timeout = reader.Seconds(options.Timeout, LongestTimeout),
            Strict = reader.IsSet(options.Strict),
            Record = record,
            Replay = replay,
            ReplayTiming = timing,
            ShowReasoning = reader.IsSet(options.Reasoning),
        };
    }
}
