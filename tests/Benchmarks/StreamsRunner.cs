using System.Diagnostics;
using System.Globalization;
using Chat.Core.Backends;
using Chat.Core.Requests;
using Chat.Engine;
using Chat.Engine.Models;
using Chat.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>
/// Measures 1, 4 and 16 streams at once: the rate of all together, and how near the slowest comes to the mean. A llama-server with the
/// same model, whose address is given, takes turns with the engine. Usage: <c>streams [URL] [REPEATS] [TOKENS] [THREADS]</c>.
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
        await using var engine = new EmbeddedBackend(
            new ModelCatalog(folders),
            new ModelVerifier(folders, NullLogger<ModelVerifier>.Instance),
            new EngineOptions { Threads = arguments.Length > 3 ? Number(arguments, 3, 1) : null }
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var peer = arguments is [{ Length: > 0 } url, ..]
            ? backends.Create(new HttpBackendOptions { Target = HttpTargets.LlamaServer, BaseAddress = new Uri(url) })
            : null;
        var ratios = Counts.ToDictionary(count => count, _ => new List<double>());
        await MeasureAsync(engine, 1, 4);
        for (var repeat = 1; repeat <= repeats; repeat++)
        {
            foreach (var count in Counts)
            {
                var own = await MeasureAsync(engine, count, tokens);
                var line = $"{repeat} x{count, -3} engine {own}";
                if (peer is not null)
                {
                    var other = await MeasureAsync(peer, count, tokens);
                    ratios[count].Add(own.Total / other.Total);
                    line += $"   llama-server {other}   ratio {own.Total / other.Total:F3}";
                }

                await Console.Out.WriteLineAsync(line);
            }
        }

        foreach (var (count, values) in ratios.Where(pair => pair.Value.Count > 0))
        {
            var sorted = values.Order().ToList();
            await Console.Out.WriteLineAsync(
                $"x{count}: median ratio {sorted[sorted.Count / 2]:F3} ({sorted[0]:F3} to {sorted[^1]:F3})"
            );
        }

        home.Delete(recursive: true);
    }

    private static int Number(string[] arguments, int index, int fallback) =>
        arguments.ElementAtOrDefault(index) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    private static async Task<Rates> MeasureAsync(IChatBackend backend, int count, int tokens)
    {
        var start = Stopwatch.GetTimestamp();
        var rates = await Task.WhenAll(
            Enumerable.Range(0, count).Select(number => Task.Run(() => StreamAsync(backend, number, tokens)))
        );
        var total = count * tokens / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Rates(total, rates.Min() / rates.Average());
    }

    // Tokens a second of one stream, from its request to its end.
    private static async Task<double> StreamAsync(IChatBackend backend, int number, int tokens)
    {
        var request = ChatCompletionRequest.Create(
            "smollm2-135m-instruct",
            ChatMessage.User($"Story number {number}: tell me about dogs.")
        ) with
        {
            Temperature = 0,
            IgnoreEos = true,
            MaxTokens = tokens,
        };
        var start = Stopwatch.GetTimestamp();
        await foreach (var _ in backend.StreamAsync(request, CancellationToken.None)) { }
        return tokens / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private readonly record struct Rates(double Total, double Slowest)
    {
        public override string ToString() => $"{Total, 7:F1} t/s, slowest {Slowest:F2} of the mean";
    }
}
