using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Models;
using Chat.Engine.Threads;

namespace Chat.Engine.Bench;

/// <summary>Measures the engine on this machine: llama.cpp's own speed, and the speed of whole answers through the engine.</summary>
/// <param name="catalog">The models there are.</param>
/// <param name="verifier">Checks model files before they are used.</param>
/// <param name="engine">How the engine runs.</param>
public sealed class EngineBench(ModelCatalog catalog, ModelVerifier verifier, EngineOptions engine)
{
    /// <summary>Runs all tests, one after another.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="ChatException">An option is out of its range, or the model cannot be loaded.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<BenchMeasurement>> RunAsync(
        BenchOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        engine.Check();
        options.Check();
        var threads = engine.Threads ?? UsableCores.Count().Usable;
        var settings = (options.Threads is { Count: > 0 } counts ? counts : [threads])
            .SelectMany(count =>
                (options.Polls is { Count: > 0 } polls ? polls : [engine.Poll]).Select(poll => (count, poll))
            )
            .ToList();
        var results = new List<BenchMeasurement>();
        results.AddRange(
            await Task.Run(() => RunRawAsync(options, settings, cancellationToken), cancellationToken)
                .ConfigureAwait(false)
        );
        foreach (var (count, poll) in settings)
        {
            var run = engine with { Threads = count, Poll = poll };
            results.AddRange(await RunAnswersAsync(options, run, count, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    private async Task<IReadOnlyList<BenchMeasurement>> RunRawAsync(
        BenchOptions options,
        List<(int Threads, int Poll)> settings,
        CancellationToken cancellationToken
    )
    {
        var loader = new ModelLoader(verifier, engine);
        var file = catalog.Resolve(options.Model);
        var header = await loader.CheckAsync(file, cancellationToken).ConfigureAwait(false);
        var shape = ModelShape.From(header);
        // A longer test would make a context of its length, and its cache has no other bound.
        var window = loader.ContextLength(shape);
        OptionRanges.Check("prompt tokens", options.PromptTokens, 1, window);
        OptionRanges.Check("generate tokens", options.GenerateTokens, 1, window);
        var library = loader.LoadLibrary();
        using var model = loader.Load(library, file, shape, header, cancellationToken);
        return new RawBench(library, model, engine.Time).Run(options, settings, cancellationToken);
    }

    private async Task<List<BenchMeasurement>> RunAnswersAsync(
        BenchOptions options,
        EngineOptions run,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var backend = new EmbeddedBackend(catalog, verifier, run);
        await using var owned = backend.ConfigureAwait(false);
        var cold = await AnswerAsync(backend, options, choices: 1, cancellationToken).ConfigureAwait(false);
        var warm = new List<double>();
        var rates = options.Streams.Select(_ => new List<double>()).ToList();
        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            for (var index = 0; index < options.Streams.Count; index++)
            {
                var timings = await AnswerAsync(backend, options, options.Streams[index], cancellationToken)
                    .ConfigureAwait(false);
                rates[index].Add(timings.PredictedPerSecond);
                if (options.Streams[index] == 1)
                {
                    warm.Add(timings.TimeToFirstTokenMilliseconds ?? 0);
                }
            }
        }

        List<BenchMeasurement> results =
        [
            new("ttft cold", threads, run.Poll, "ms", [cold.TimeToFirstTokenMilliseconds ?? 0]),
        ];
        if (warm.Count > 0)
        {
            results.Add(new BenchMeasurement("ttft warm", threads, run.Poll, "ms", warm));
        }

        results.AddRange(
            options.Streams.Select(
                (streams, index) => new BenchMeasurement($"answer x{streams}", threads, run.Poll, "t/s", rates[index])
            )
        );
        return results;
    }

    private static async Task<CompletionTimings> AnswerAsync(
        EmbeddedBackend backend,
        BenchOptions options,
        int choices,
        CancellationToken cancellationToken
    )
    {
        var request = ChatCompletionRequest.Create(options.Model, ChatMessage.User("Tell me about dogs.")) with
        {
            N = choices,
            Seed = 1,
            IgnoreEos = true,
            MaxCompletionTokens = options.GenerateTokens,
        };
        var completion = await backend.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        return completion.Timings!;
    }
}
