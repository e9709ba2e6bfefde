using System.Globalization;
using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Engine;
using Chat.Engine.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>
/// Measures how fast the bundled model writes under a grammar beside its free rate, in turns: a schema, some JSON object, and tools that may be
/// called. What counts is the ratio of each turn; the goal is 0.85. Usage: <c>constrained [TURNS] [TOKENS]</c>.
/// </summary>
internal static class ConstrainedRunner
{
    private const string Report =
        """{"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"size":{"type":"integer"},"kind":{"enum":["small","large"]},"tags":{"type":"array","items":{"type":"string","maxLength":40}}},"required":["name","size","kind","tags"],"additionalProperties":false}}},"required":["items"],"additionalProperties":false}""";

    private static readonly (string Name, ChatCompletionRequest Request)[] Contestants =
    [
        ("free", Ask()),
        ("schema", Ask() with { ResponseFormat = ResponseFormat.FromSchema("report", JsonElement.Parse(Report)) }),
        ("json_object", Ask() with { ResponseFormat = ResponseFormat.JsonObject }),
        (
            "tools auto",
            Ask() with
            {
                Tools = [ChatTool.FromFunction("store", "Stores a report.", JsonElement.Parse(Report))],
            }
        ),
    ];

    /// <summary>Runs the turns and prints a line for each, then the medians.</summary>
    /// <param name="arguments">The arguments after <c>constrained</c>.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var turns = Number(arguments, 0, 7);
        var tokens = Number(arguments, 1, 128);
        var home = Directory.CreateTempSubdirectory("chat-constrained-");
        var folders = new ModelFolders
        {
            Bundled = ModelFolders.FindBundled(AppContext.BaseDirectory),
            User = home.FullName,
            Cache = home.FullName,
        };
        await using var engine = new EmbeddedBackend(
            new ModelCatalog(folders),
            new ModelVerifier(folders, NullLogger<ModelVerifier>.Instance),
            new EngineOptions()
        );
        var ratios = new Dictionary<string, List<double>>(StringComparer.Ordinal);

        // The first turn is not counted: it fills the caches of both sides.
        for (var turn = 0; turn <= turns; turn++)
        {
            var free = 0.0;
            foreach (var (name, request) in Contestants)
            {
                var (rate, count) = await RateAsync(engine, request with { MaxCompletionTokens = tokens, Seed = turn });
                free = free == 0 ? rate : free;
                await Console.Out.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{turn} {name, -12} {rate, 7:F1} t/s over {count, 3} tokens, ratio {rate / free:F3}"
                    )
                );
                if (turn > 0)
                {
                    ratios.TryAdd(name, []);
                    ratios[name].Add(rate / free);
                }
            }
        }

        await SummarizeAsync(ratios);
        home.Delete(recursive: true);
    }

    private static async Task SummarizeAsync(Dictionary<string, List<double>> ratios)
    {
        foreach (var (name, values) in ratios.Skip(1))
        {
            values.Sort();
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: median ratio {values[values.Count / 2]:F3} ({values[0]:F3} to {values[^1]:F3})"
                )
            );
        }
    }

    private static async Task<(double Rate, int Count)> RateAsync(EmbeddedBackend engine, ChatCompletionRequest request)
    {
        var answer = await engine.CompleteAsync(request, CancellationToken.None);
        return (answer.Timings!.PredictedPerSecond, answer.Timings.PredictedTokens);
    }

    private static ChatCompletionRequest Ask() =>
        ChatCompletionRequest.Create(
            "smollm2-135m-instruct",
            ChatMessage.User("Write a long report on twenty dogs, as JSON.")
        );

    private static int Number(string[] arguments, int index, int fallback) =>
        arguments.ElementAtOrDefault(index) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
