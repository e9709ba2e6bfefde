using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Engine.Models;
using Chat.Engine.Native;

namespace Chat.Engine.Scheduling;

/// <summary>
/// Computes one request on a context: the prompt once, then all its answers side by side in one batch. Blocks the calling thread.
/// </summary>
/// <param name="context">The context; its sequences are cleared first.</param>
/// <param name="vocabulary">The model's vocabulary.</param>
/// <param name="time">The clock of the tally.</param>
/// <param name="progress">Told how far the prompt is.</param>
internal sealed class GenerationRun(
    LlamaContext context,
    Vocabulary vocabulary,
    TimeProvider time,
    IProgress<EngineProgress>? progress
)
{
    private readonly TokenBatch _batch = new(context.BatchSize);

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan; the context has room for its <see cref="GenerationPlan.CacheTokens"/>.</param>
    /// <param name="emit">Takes each piece as it comes; blocking in it slows the run.</param>
    /// <param name="cancellationToken">Stops the run at the next operation of the graph.</param>
    /// <exception cref="ChatException">The engine failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public GenerationTally Run(GenerationPlan plan, Action<ChunkChoice> emit, CancellationToken cancellationToken)
    {
        context.ClearAbort();
        context.Clear();
        using var abort = cancellationToken.Register(context.Abort);
        var start = time.GetTimestamp();
        var choices = Enumerable
            .Range(0, plan.Choices)
            .Select(index => new ChoiceGeneration(index, plan, vocabulary))
            .ToList();
        var output = Prefill(plan.Prompt, cancellationToken);
        var promptTime = time.GetElapsedTime(start);
        for (var sequence = 1; sequence < plan.Choices; sequence++)
        {
            context.Share(0, sequence);
        }

        // All answers begin from the prompt's one output.
        choices.ForEach(choice => choice.OutputIndex = output);
        Advance(choices, emit);
        var firstToken = time.GetElapsedTime(start);
        var position = plan.Prompt.Length;
        while (choices.Exists(choice => choice.Ended is null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _batch.Clear();
            foreach (var choice in choices.Where(choice => choice.Ended is null))
            {
                choice.OutputIndex = _batch.Add(choice.LastToken, position, choice.Index, output: true);
            }

            Decode(cancellationToken);
            Advance(choices, emit);
            position++;
        }

        return new GenerationTally(
            choices.Sum(choice => choice.TokenCount),
            promptTime,
            time.GetElapsedTime(start) - promptTime,
            firstToken
        );
    }

    private int Prefill(int[] prompt, CancellationToken cancellationToken)
    {
        var output = -1;
        for (var done = 0; done < prompt.Length; done += _batch.Count)
        {
            _batch.Clear();
            var end = Math.Min(prompt.Length, done + _batch.Capacity);
            for (var position = done; position < end; position++)
            {
                output = _batch.Add(prompt[position], position, sequence: 0, output: position == prompt.Length - 1);
            }

            Decode(cancellationToken);
            progress?.Report(new EngineProgress(EngineStage.Prefill, (double)end / prompt.Length));
        }

        return output;
    }

    private void Advance(List<ChoiceGeneration> choices, Action<ChunkChoice> emit)
    {
        foreach (var choice in choices.Where(choice => choice.Ended is null))
        {
            if (choice.Advance(context.Logits(choice.OutputIndex)) is { } piece)
            {
                emit(piece);
            }

            if (choice.Ended is not null)
            {
                context.Remove(choice.Index);
            }
        }
    }

    private void Decode(CancellationToken cancellationToken)
    {
        switch (context.Decode(_batch))
        {
            case DecodeResult.Done:
                return;
            case DecodeResult.Aborted:
                cancellationToken.ThrowIfCancellationRequested();
                throw new ChatException(
                    ChatErrorKind.Internal,
                    "A decode was stopped that nobody asked to stop.",
                    "Try again, and report it if it goes on."
                );
            default:
                throw new ChatException(
                    ChatErrorKind.OutOfMemory,
                    $"The context of {context.Length} tokens has no room for the next token.",
                    "Ask for fewer tokens or fewer choices."
                );
        }
    }
}
