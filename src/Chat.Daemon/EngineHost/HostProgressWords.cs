using Chat.Daemon.ConsoleIO;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>Puts what the engine host is busy with into words on the progress line.</summary>
/// <param name="line">The line.</param>
internal sealed class HostProgressWords(ProgressLine line) : IProgress<ProgressValue>
{
    /// <inheritdoc/>
    public void Report(ProgressValue value) =>
        line.Update(
            value.Stage switch
            {
                "verify" => "checking the model file",
                "load" => "loading the model",
                _ => "reading the prompt",
            },
            value is { Done: { } done, Total: > 0 and { } total } ? (double)done / total : 0
        );
}
