using System.CommandLine;
using System.Text.Json;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Engine.Bench;

namespace Chat.Daemon.Bench;

/// <summary><c>chatd bench</c>: how fast the engine is on this machine.</summary>
internal static class BenchCommand
{
    // Bounds that no real measurement meets, so that a slip of the finger does not run for days.
    private const int MaxTokens = 1_000_000;
    private const int MaxRepetitions = 1000;
    private const int MaxStreams = 128;

    /// <summary>Gives a command the options of <c>bench</c> and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        var model = NewOption.Model();
        var json = NewOption.Flag("--json", "Print a JSON array with every value.");
        var prompt = NewOption.Text("--prompt-tokens", "N", "The length of the prompt test. Default: 256.", "-p");
        var generate = NewOption.Text(
            "--generate-tokens",
            "N",
            "The length of the generation test. Default: 64.",
            "-n"
        );
        var repetitions = NewOption.Text("--repetitions", "N", "How often each test is run. Default: 5.", "-r");
        var threads = NewOption.Text("--threads", "N,…", "The thread counts to compare. Default: the one ask uses.");
        var polls = NewOption.Text(
            "--poll",
            "N,…",
            "The polling levels to compare, 0 to 100. Default: the one ask uses."
        );
        var streams = NewOption.Text("--streams", "N,…", "The numbers of answers made side by side. Default: 1,4,16.");
        Option[] all = [model, json, prompt, generate, repetitions, threads, polls, streams];
        foreach (var option in all)
        {
            command.Add(option);
        }

        command.SetAction(
            async (result, _) =>
            {
                var reader = new OptionReader(result);
                var defaults = new BenchOptions();
                var options = new BenchOptions
                {
                    Model = LocalModel.Read(host, command.Name, reader.Name(model)),
                    PromptTokens = reader.Integer(prompt, 1, MaxTokens) ?? defaults.PromptTokens,
                    GenerateTokens = reader.Integer(generate, 1, MaxTokens) ?? defaults.GenerateTokens,
                    Repetitions = reader.Integer(repetitions, 1, MaxRepetitions) ?? defaults.Repetitions,
                    Threads = reader.Integers(threads, 1, EngineChoiceOptions.MaxThreads),
                    Polls = reader.Integers(polls, 0, EngineChoiceOptions.MaxPoll),
                    Streams = reader.Integers(streams, 1, MaxStreams) is { Count: > 0 } given
                        ? given
                        : defaults.Streams,
                };
                await RunAsync(host, options, reader.IsSet(json)).ConfigureAwait(false);
                return ExitCodes.Success;
            }
        );
    }

    private static async Task RunAsync(CommandHost host, BenchOptions options, bool json)
    {
        IReadOnlyList<BenchMeasurement> results;
        using (var progress = ProgressLine.Start(host.Terminal, host.Time, quiet: false))
        {
            results = await host
                .Engine.BenchAsync(options, new EngineChoices(), progress, host.Interrupt)
                .ConfigureAwait(false);
        }

        new Utf8Output(host.Terminal.Output).Write(
            json
                ? JsonSerializer.Serialize(results, BenchJsonContext.Default.IReadOnlyListBenchMeasurement) + "\n"
                : BenchTable.Describe(results, host.Terminal)
        );
    }
}
