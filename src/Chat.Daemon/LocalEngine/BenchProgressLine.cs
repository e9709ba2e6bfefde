using Chat.Daemon.ConsoleIO;
using Chat.Engine;
using Chat.Engine.Bench;

namespace Chat.Daemon.LocalEngine;

/// <summary>
/// Puts a measurement into words on the progress line: the load, then the bare tests, which do not tell how far they are, then the
/// answers by how many of them are done.
/// </summary>
/// <param name="line">The line.</param>
/// <param name="options">What is measured.</param>
internal sealed class BenchProgressLine(ProgressLine line, BenchOptions options) : IProgress<EngineProgress>
{
    private readonly EngineProgressLine _loading = new(line);

    // Each setting has one answer before the repetitions.
    private readonly double _answers =
        Math.Max(1, options.Threads.Count)
        * Math.Max(1, options.Polls.Count)
        * (1.0 + ((double)options.Repetitions * options.Streams.Count));

    private int _begun;

    /// <inheritdoc/>
    public void Report(EngineProgress value)
    {
        if (value.Stage == EngineStage.Prefill)
        {
            line.Update("measuring answers", _begun / _answers);
            // An answer's prompt is read in steps; the last one tells that all of it is. The answer counts as done when the next begins.
            _begun += value.Fraction >= 1 ? 1 : 0;
        }
        else if (value is { Stage: EngineStage.Load, Fraction: >= 1 })
        {
            line.Update("measuring", 0);
        }
        else
        {
            _loading.Report(value);
        }
    }
}
