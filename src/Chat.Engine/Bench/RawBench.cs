using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Native;

namespace Chat.Engine.Bench;

/// <summary>
/// Measures what llama.cpp itself can do, as its llama-bench does: random tokens, no sampling, no text. The tests of different settings
/// take turns, so that a change in the machine's load falls on all of them.
/// </summary>
/// <param name="library">The loaded llama.cpp.</param>
/// <param name="model">The model.</param>
/// <param name="time">The clock.</param>
internal sealed class RawBench(LlamaLibrary library, LlamaModel model, TimeProvider time)
{
    private const int FirstPlainToken = 64;
    private uint _random = 1;

    /// <summary>Runs the prompt and the generation test at each setting.</summary>
    /// <param name="options">Lengths and repetitions.</param>
    /// <param name="settings">The threads and polling levels.</param>
    /// <param name="cancellationToken">Stops between two decodes.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public IReadOnlyList<BenchMeasurement> Run(
        BenchOptions options,
        IReadOnlyList<(int Threads, int Poll)> settings,
        CancellationToken cancellationToken
    )
    {
        var prompt = settings.Select(_ => new List<double>()).ToList();
        var generation = settings.Select(_ => new List<double>()).ToList();
        for (var repetition = 0; repetition < options.Repetitions; repetition++)
        {
            for (var index = 0; index < settings.Count; index++)
            {
                Measure(options, settings[index], prompt[index], generation[index], cancellationToken);
            }
        }

        return
        [
            .. settings.Select((setting, index) => Result($"pp{options.PromptTokens}", setting, prompt[index])),
            .. settings.Select((setting, index) => Result($"tg{options.GenerateTokens}", setting, generation[index])),
        ];
    }

    private static BenchMeasurement Result(string test, (int Threads, int Poll) setting, List<double> values) =>
        new(test, setting.Threads, setting.Poll, "t/s", values);

    // Each measurement has threads of its own: idle ones of another setting would go on spinning beside it.
    private void Measure(
        BenchOptions options,
        (int Threads, int Poll) setting,
        List<double> prompt,
        List<double> generation,
        CancellationToken cancellationToken
    )
    {
        using var threadpool = library.CreateThreadpool(setting.Threads, setting.Poll);
        var tokens = Math.Max(options.PromptTokens, options.GenerateTokens);
        using var context = LlamaContext.Create(
            library,
            model,
            threadpool,
            ContextShape.For(tokens, maxSequences: 1, setting.Threads)
        );
        var batch = new TokenBatch(context.BatchSize);
        Prompt(context, batch, options.PromptTokens, cancellationToken);
        prompt.Add(Rate(options.PromptTokens, () => Prompt(context, batch, options.PromptTokens, cancellationToken)));
        Generate(context, batch, 1, cancellationToken);
        generation.Add(
            Rate(options.GenerateTokens, () => Generate(context, batch, options.GenerateTokens, cancellationToken))
        );
    }

    private double Rate(int tokens, Action run)
    {
        var start = time.GetTimestamp();
        run();
        return tokens / time.GetElapsedTime(start).TotalSeconds;
    }

    private void Prompt(LlamaContext context, TokenBatch batch, int tokens, CancellationToken cancellationToken)
    {
        context.Clear();
        for (var done = 0; done < tokens; done += batch.Count)
        {
            batch.Clear();
            for (var position = done; position < tokens && batch.Count < batch.Capacity; position++)
            {
                batch.Add(NextToken(), position, sequence: 0, output: position == tokens - 1);
            }

            Decode(context, batch, cancellationToken);
        }
    }

    private void Generate(LlamaContext context, TokenBatch batch, int tokens, CancellationToken cancellationToken)
    {
        context.Clear();
        for (var position = 0; position < tokens; position++)
        {
            batch.Clear();
            batch.Add(NextToken(), position, sequence: 0, output: true);
            Decode(context, batch, cancellationToken);
        }
    }

    private static void Decode(LlamaContext context, TokenBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.Decode(batch) != DecodeResult.Done)
        {
            throw new ChatException(
                ChatErrorKind.Internal,
                "A decode of the benchmark did not finish.",
                "Ask for fewer tokens."
            );
        }
    }

    // Any tokens will do, as long as they are not the same one again and again.
    private int NextToken()
    {
        _random = unchecked((_random * 1_664_525) + 1_013_904_223);
        return (int)(FirstPlainToken + (_random % (uint)(model.Vocabulary.Size - FirstPlainToken)));
    }
}
