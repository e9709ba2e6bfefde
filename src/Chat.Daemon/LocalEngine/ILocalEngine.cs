using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Engine;
using Chat.Engine.Bench;

namespace Chat.Daemon.LocalEngine;

/// <summary>What the commands ask of the engine in this process. Nothing is loaded before a member is called.</summary>
/// <remarks>Every member throws a <see cref="ChatException"/> when the model or the llama.cpp libraries are not usable.</remarks>
internal interface ILocalEngine
{
    /// <summary>Makes a backend that answers with local models.</summary>
    /// <param name="choices">How the engine runs.</param>
    /// <param name="progress">Told what the user waits for; null when nobody sees it.</param>
    IChatBackend Open(EngineChoices choices, ProgressLine? progress);

    /// <summary>Turns text into tokens.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="text">The text.</param>
    /// <param name="progress">Told what the user waits for; null when nobody sees it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<TokenizedText> TokenizeAsync(
        string? model,
        string text,
        ProgressLine? progress,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the models there are, the bundled one first.</summary>
    IReadOnlyList<ModelSummary> ListModels();

    /// <summary>Reads what a model's file says of itself.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<ModelSheet> ShowModelAsync(string? model, CancellationToken cancellationToken);

    /// <summary>Measures the engine.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="choices">How the engine runs.</param>
    /// <param name="progress">Told what the user waits for; null when nobody sees it.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    Task<IReadOnlyList<BenchMeasurement>> BenchAsync(
        BenchOptions options,
        EngineChoices choices,
        ProgressLine? progress,
        CancellationToken cancellationToken
    );

    /// <summary>Loads the libraries and tells what the engine finds on this machine.</summary>
    EngineInspection Inspect();

    /// <summary>The llama.cpp release in the libraries' file names; null when they hold none. Loads nothing, and never throws.</summary>
    string? ReadRelease();
}
