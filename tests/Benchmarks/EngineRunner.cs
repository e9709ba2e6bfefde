using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Chat.Engine;
using Chat.Engine.Bench;
using Chat.Engine.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>
/// Measures the engine, and beside it llama.cpp's own llama-bench where its path is given: the two take turns, and the ratio of each
/// pair is what counts, since a machine's speed drifts.
/// Usage: <c>engine [PATH-OF-LLAMA-BENCH] [PAIRS] [THREADS] [POLL]</c>.
/// </summary>
internal static class EngineRunner
{
    private const int PromptTokens = 256;
    private const int GenerateTokens = 64;

    /// <summary>Runs the pairs and prints a line for each, then the medians.</summary>
    /// <param name="arguments">The arguments after <c>engine</c>.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var peer = arguments.ElementAtOrDefault(0);
        var pairs = Number(arguments, 1, 5);
        var threads = Number(arguments, 2, Chat.Engine.Threads.UsableCores.Count().Usable);
        var poll = Number(arguments, 3, EngineOptions.DefaultPoll);
        using var cache = new TemporaryFolder();
        var folders = new ModelFolders
        {
            Bundled = ModelFolders.FindBundled(AppContext.BaseDirectory),
            User = cache.Path,
            Cache = cache.Path,
        };
        var catalog = new ModelCatalog(folders);
        var bench = new EngineBench(
            catalog,
            new ModelVerifier(folders, NullLogger<ModelVerifier>.Instance),
            new EngineOptions { Threads = threads, Poll = poll }
        );
        var ratios = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var pair = 1; pair <= pairs; pair++)
        {
            var own = await OwnAsync(bench);
            var other = peer is null ? [] : await PeerAsync(peer, catalog.Resolve(null).Path, threads, poll);
            foreach (var (test, rate) in own)
            {
                var line = $"{pair} {test, -10} {rate, 8:F1} t/s";
                // What goes all the way to text is held against llama.cpp's bare generation.
                var against = test.StartsWith("answer", StringComparison.Ordinal) ? $"tg{GenerateTokens}" : test;
                if (other.TryGetValue(against, out var peerRate))
                {
                    ratios.TryAdd(test, []);
                    ratios[test].Add(rate / peerRate);
                    line += $"   llama-bench {against} {peerRate, 8:F1} t/s   ratio {rate / peerRate:F3}";
                }

                await Console.Out.WriteLineAsync(line);
            }
        }

        foreach (var (test, values) in ratios)
        {
            var all = new BenchMeasurement(test, threads, poll, "ratio", values);
            await Console.Out.WriteLineAsync($"{test}: median ratio {all.Median:F3} ({all.Min:F3} to {all.Max:F3})");
        }
    }

    private static int Number(string[] arguments, int index, int fallback) =>
        arguments.ElementAtOrDefault(index) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    private static async Task<Dictionary<string, double>> OwnAsync(EngineBench bench)
    {
        var options = new BenchOptions
        {
            PromptTokens = PromptTokens,
            GenerateTokens = GenerateTokens,
            Repetitions = 1,
            Streams = [1],
        };
        var results = await bench.RunAsync(options, CancellationToken.None);
        return results
            .Where(result => string.Equals(result.Unit, "t/s", StringComparison.Ordinal))
            .ToDictionary(result => result.Test, result => result.Median, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, double>> PeerAsync(string program, string model, int threads, int poll)
    {
        string[] arguments =
        [
            "-m",
            model,
            "-t",
            $"{threads}",
            "--poll",
            $"{poll}",
            "-p",
            $"{PromptTokens}",
            "-n",
            $"{GenerateTokens}",
            "-r",
            "1",
            "-o",
            "json",
        ];
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var json = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        using var tests = JsonDocument.Parse(json);
        return tests
            .RootElement.EnumerateArray()
            .ToDictionary(
                test =>
                    test.GetProperty("n_gen").GetInt32() is var generated and > 0
                        ? $"tg{generated}"
                        : $"pp{test.GetProperty("n_prompt").GetInt32()}",
                test => test.GetProperty("avg_ts").GetDouble(),
                StringComparer.Ordinal
            );
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("chat-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
