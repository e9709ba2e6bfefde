using Chat.Core.Backends;
using Chat.Core.Streaming;
using Chat.Engine.Models;
using Chat.Engine.Sampling;
using Chat.Engine.Scheduling;
using Chat.Engine.Tests.Support;
using Chat.Engine.Threads;
using Chat.Testing;

namespace Chat.Engine.Tests.Scheduling;

/// <summary>Makes requests for a scheduler without a door, and says what they must answer on a <see cref="FakeDecoder"/>.</summary>
internal sealed class JobBench(EngineFixture engine) : IDisposable
{
    private readonly LoadedModel _model = new(
        engine.Library,
        engine.Catalog.Resolve(null),
        engine.LoadModel(vocabularyOnly: true),
        new LoadedModelSettings(1, 0, 512, 1, long.MaxValue)
    );

    public ManualTime Time { get; } = new();

    public int VocabularySize => _model.Vocabulary.Size;

    public void Dispose() => _model.Dispose();

    /// <summary>A store and model of its own for a test.</summary>
    public FakeDecoder NewDecoder(int length = 4096, int maxSequences = 16, int batchSize = 64) =>
        new(length, maxSequences, batchSize, VocabularySize);

    public SchedulerCore NewCore(FakeDecoder decoder, ComputeGate? gate = null) =>
        new(decoder, Time, gate ?? new ComputeGate(), new ThreadChooser(1, isFixed: true), progress: null);

    public static GenerationPlan Plan(int[] prompt, int limit, int choices = 1, ulong seed = 1) =>
        new()
        {
            Prompt = prompt,
            Choices = choices,
            TokenLimit = limit,
            Sampling = SamplingOptions.Default with { Temperature = 1, Seed = seed },
            Stops = [],
        };

    public GenerationJob Job(
        GenerationPlan plan,
        RequestPriority priority = RequestPriority.Interactive,
        CancellationToken cancellationToken = default
    ) =>
        new(plan, _model.Vocabulary, Time)
        {
            Priority = priority,
            Answer = new AnswerChunks(
                _model,
                engine.Options with
                {
                    Time = Time,
                },
                plan,
                includeUsage: true,
                warnings: [],
                Time.GetTimestamp()
            ),
            Stream = new AnswerStream(plan.Choices),
            Requested = Time.GetTimestamp(),
            CancellationToken = cancellationToken,
        };

    /// <summary>The tokens that each choice of a plan must choose, computed alone and without any scheduler.</summary>
    public List<int[]> Expected(GenerationPlan plan)
    {
        var logits = new float[VocabularySize];
        var answers = new List<int[]>();
        for (var index = 0; index < plan.Choices; index++)
        {
            var choice = new ChoiceGeneration(index, plan, _model.Vocabulary);
            var tokens = plan.Prompt.ToList();
            while (choice.Ended is null)
            {
                FakeDecoder.Fill([.. tokens], logits);
                choice.Advance(logits);
                tokens.Add(choice.LastToken);
            }

            answers.Add([.. tokens]);
        }

        return answers;
    }

    /// <summary>Fails unless a request that has ended chose what it must.</summary>
    public void AssertRight(GenerationJob job)
    {
        Assert.True(job.Left.IsCompletedSuccessfully);
        Assert.Equal(Expected(job.Plan), job.Sequences.Select(sequence => sequence.Tokens.ToArray()));
    }

    /// <summary>Reads the chunks that are there, and the failure if there is one.</summary>
    public static async Task<(List<ChatCompletionChunk> Chunks, Exception? Error)> ReadAsync(GenerationJob job)
    {
        var chunks = new List<ChatCompletionChunk>();
        var error = await Record.ExceptionAsync(async () =>
        {
            await foreach (var chunk in job.Stream.ReadAllAsync())
            {
                chunks.Add(chunk);
            }
        });
        return (chunks, error);
    }

    /// <summary>Steps until nothing is left to compute.</summary>
    public static int RunToEnd(SchedulerCore core, int most = 100_000)
    {
        var steps = 0;
        while (core.Step())
        {
            Assert.InRange(++steps, 1, most);
        }

        return steps;
    }
}
