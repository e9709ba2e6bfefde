using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Engine;
using Chat.Engine.Bench;

namespace Chat.Daemon.Tests.Support;

/// <summary>An engine that does what a test says, and notes what it was asked.</summary>
internal sealed class FakeEngine : ILocalEngine
{
    public FakeBackend Backend { get; } = new();

    /// <summary>What is opened in the place of <see cref="Backend"/>; null for that.</summary>
    public IChatBackend? Other { get; set; }

    public int Opened { get; private set; }

    public EngineChoices? Choices { get; private set; }

    public ProgressLine? Progress { get; private set; }

    public ChatException? Failure { get; set; }

    public List<string?> ModelsAsked { get; } = [];

    public string? TextAsked { get; private set; }

    public IReadOnlyList<TextToken> Tokens { get; set; } = [];

    public IReadOnlyList<ModelSummary> Models { get; set; } = [];

    public ModelSheet Sheet { get; set; } =
        new()
        {
            Id = "local/test",
            Source = "bundled",
            Path = "/models/test.gguf",
            SizeBytes = 1024,
            HashState = ModelSheet.HashVerified,
        };

    public BenchOptions? BenchAsked { get; private set; }

    public IReadOnlyList<BenchMeasurement> Measurements { get; set; } = [];

    public Func<EngineInspection> OnInspect { get; set; } = () => throw new InvalidOperationException("not set");

    public string? Release { get; set; } = "v0.5.0";

    public IChatBackend Open(EngineChoices choices, ProgressLine? progress)
    {
        Opened++;
        Choices = choices;
        Progress = progress;
        return Failure is { } failure ? throw failure : Other ?? Backend;
    }

    public Task<TokenizedText> TokenizeAsync(
        string? model,
        string text,
        ProgressLine? progress,
        CancellationToken cancellationToken
    )
    {
        ModelsAsked.Add(model);
        TextAsked = text;
        return Failure is { } failure
            ? throw failure
            : Task.FromResult(new TokenizedText(model ?? "local/test", Tokens));
    }

    public IReadOnlyList<ModelSummary> ListModels() => Failure is { } failure ? throw failure : Models;

    public Task<ModelSheet> ShowModelAsync(string? model, CancellationToken cancellationToken)
    {
        ModelsAsked.Add(model);
        return Failure is { } failure ? throw failure : Task.FromResult(Sheet);
    }

    public Task<IReadOnlyList<BenchMeasurement>> BenchAsync(
        BenchOptions options,
        EngineChoices choices,
        ProgressLine? progress,
        CancellationToken cancellationToken
    )
    {
        BenchAsked = options;
        return Failure is { } failure ? throw failure : Task.FromResult(Measurements);
    }

    public EngineInspection Inspect() => OnInspect();

    public string? ReadRelease() => Release;
}
