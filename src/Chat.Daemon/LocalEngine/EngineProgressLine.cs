using Chat.Daemon.ConsoleIO;
using Chat.Engine;

namespace Chat.Daemon.LocalEngine;

/// <summary>Puts what the engine is busy with into words on the progress line.</summary>
/// <param name="line">The line.</param>
internal sealed class EngineProgressLine(ProgressLine line) : IProgress<EngineProgress>
{
    /// <inheritdoc/>
    public void Report(EngineProgress value) =>
        line.Update(
            value.Stage switch
            {
                EngineStage.Verify => "checking the model file",
                EngineStage.Load => "loading the model",
                _ => "reading the prompt",
            },
            value.Fraction
        );
}
