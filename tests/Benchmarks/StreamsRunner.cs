using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chat.Core.Backends;
using Chat.Core.Requests;
using Chat.Engine;
using Chat.Engine.Models;
using Chat.Http;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>
/// Measures 1, 4 and 16 streams at once (the rate of all together, and how near the slowest comes to the mean) and the time to the first token
/// of a prompt of about 500 tokens, cold and warm. The engine in this process takes turns with an engine host and with a llama-server that has
/// the same model. Usage: <c>streams [URL or -] [REPEATS] [TOKENS] [THREADS or -] [RUN-FOLDER of a running engine host]</c>.
/// </summary>
internal static class StreamsRunner
{
    private static readonly int[] Counts = [1, 4, 16];

    /// <summary>Runs the turns and prints a line for each, then the medians.</summary>
    /// <param name="arguments">The arguments after <c>streams</c>.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var repeats = Number(arguments, 1, 5);
        var tokens = Number(arguments, 2, 64);
        var home = Directory.CreateTempSubdirectory("chat-streams-");
        var folders = new ModelFolders
        {
            Bundled = ModelFolders.FindBundled(AppContext.BaseDirectory),
            User = home.FullName,
            Cache = home.FullName,
        };
        int? threads = Given(arguments, 3) is null ? null : Number(arguments, 3, 1);
        await using var engine = new EmbeddedBackend(
            new ModelCatalog(folders),
            new ModelVerifier(folders, NullLogger<ModelVerifier>.Instance),
            new EngineOptions { Threads = threads }
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var server = Given(arguments, 0) is { } url
            ? backends.Create(new HttpBackendOptions { Target = HttpTargets.LlamaServer, BaseAddress = new Uri(url) })
            : null;
        await using var client = Given(arguments, 4) is { } run ? Connect(run) : null;
        await using var host = client is null ? null : new EngineHostBackend(client);
        List<(string Name, IChatBackend Backend)> contestants = [("engine", engine)];
        contestants.AddRange(host is null ? [] : [("host", host)]);
        contestants.AddRange(server is null ? [] : [("llama-server", server)]);

        var results = new Dictionary<string, List<double[]>>(StringComparer.Ordinal);
        foreach (var (_, backend) in contestants)
        {
            await MeasureAsync(backend, 1, 4);
        }

        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            await FirstTokensAsync(repeat, contestants, results);
            foreach (var count in Counts)
            {
                await RatesAsync(repeat, count, tokens, contestants, results);
            }
        }

        Summarize(contestants, results);
        home.Delete(recursive: true);
    }

    private static EngineHostClient Connect(string runFolder) =>
        new(
            EngineHostAddress.Of(runFolder, nativeFolder: null, OperatingSystem.IsWindows()),
            new NoLauncher(),
            new EngineHostClientOptions { Client = new PeerInfo { Name = "benchmarks" } }
        );

    private static string? Given(string[] arguments, int index) =>
        arguments.ElementAtOrDefault(index) is { Length: > 0 } text and not "-" ? text : null;

    private static int Number(string[] arguments, int index, int fallback) =>
        Given(arguments, index) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    private static async Task RatesAsync(
        int repeat,
        int count,
        int tokens,
        List<(string Name, IChatBackend Backend)> contestants,
        Dictionary<string, List<double[]>> results
    )
    {
        var line = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{repeat} x{count, -3}"));
        var rates = new List<double>();
        foreach (var (name, backend) in contestants)
        {
            var (total, slowest) = await MeasureAsync(backend, count, tokens);
            rates.Add(total);
            line.Append(CultureInfo.InvariantCulture, $" {name} {total, 6:F1} t/s, slowest {slowest:F2}  ");
        }

        Note(results, $"x{count} t/s", rates);
        await Console.Out.WriteLineAsync(line);
    }

    private static async Task FirstTokensAsync(
        int repeat,
        List<(string Name, IChatBackend Backend)> contestants,
        Dictionary<string, List<double[]>> results
    )
    {
        // New from its first words on, so that nothing of it is in a cache.
        var story = string.Join(
            ' ',
            Enumerable.Range(0, 80).Select(word => $"{(repeat * 7919 + word * 31) % 1000} dogs bark")
        );
        foreach (var state in (string[])["cold", "warm"])
        {
            var times = new List<double>();
            foreach (var (_, backend) in contestants)
            {
                times.Add(await FirstTokenAsync(backend, story));
            }

            Note(results, $"first token {state}, ms", times);
            await Console.Out.WriteLineAsync(
                $"{repeat} first token {state}: {string.Join("  ", contestants.Zip(times, (one, time) => $"{one.Name} {time:F0} ms"))}"
            );
        }
    }

    private static void Note(Dictionary<string, List<double[]>> results, string what, List<double> values)
    {
        if (!results.TryGetValue(what, out var rows))
        {
            results[what] = rows = [];
        }

        rows.Add([.. values]);
    }

    private static void Summarize(
        List<(string Name, IChatBackend Backend)> contestants,
        Dictionary<string, List<double[]>> results
    )
    {
        foreach (var (what, rows) in results)
        {
            var line = new StringBuilder($"{what}: ");
            for (var one = 0; one < contestants.Count; one++)
            {
                var name = contestants[one].Name;
                line.Append(CultureInfo.InvariantCulture, $" {name} {Median(rows.Select(row => row[one])):F1}");
                for (var other = 0; other < one; other++)
                {
                    var ratios = rows.Select(row => row[other] / row[one]).Order().ToList();
                    line.Append(
                        CultureInfo.InvariantCulture,
                        $" ({contestants[other].Name}/{name} {Median(ratios):F3}, {ratios[0]:F3} to {ratios[^1]:F3})"
                    );
                }
            }

            Console.WriteLine(line);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task<(double Total, double Slowest)> MeasureAsync(IChatBackend backend, int count, int tokens)
    {
        var start = Stopwatch.GetTimestamp();
        var rates = await Task.WhenAll(
            Enumerable.Range(0, count).Select(number => Task.Run(() => StreamAsync(backend, number, tokens)))
        );
        var total = count * tokens / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (total, rates.Min() / rates.Average());
    }

    // Tokens a second of one stream, from its request to its end.
    private static async Task<double> StreamAsync(IChatBackend backend, int number, int tokens)
    {
        var start = Stopwatch.GetTimestamp();
        await foreach (
            var _ in backend.StreamAsync(
                Ask($"Story number {number}: tell me about dogs.", tokens),
                CancellationToken.None
            )
        ) { }

        return tokens / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> FirstTokenAsync(IChatBackend backend, string prompt)
    {
        var start = Stopwatch.GetTimestamp();
        await foreach (var chunk in backend.StreamAsync(Ask(prompt, 2), CancellationToken.None))
        {
            if (chunk.Choices is [{ Delta.Content.Length: > 0 }, ..])
            {
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        throw new InvalidOperationException("No token came.");
    }

    private static ChatCompletionRequest Ask(string prompt, int tokens) =>
        ChatCompletionRequest.Create("smollm2-135m-instruct", ChatMessage.User(prompt)) with
        {
            Temperature = 0,
            IgnoreEos = true,
            MaxTokens = tokens,
        };

    private sealed class NoLauncher : IEngineHostLauncher
    {
        public IEngineHostProcess Launch(EngineHostAddress address) =>
            throw new IOException("No engine host runs there: start one with chatd ask");
    }
}
