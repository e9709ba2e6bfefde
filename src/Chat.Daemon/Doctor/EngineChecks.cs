using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Engine;

namespace Chat.Daemon.Doctor;

/// <summary>Checks the llama.cpp libraries and the models. A check that cannot be made is a problem found, never a failure.</summary>
/// <param name="engine">The engine in this process.</param>
internal sealed class EngineChecks(ILocalEngine engine)
{
    /// <summary>Loads the libraries and says what they are and what they can use.</summary>
    public IReadOnlyList<Finding> Libraries()
    {
        EngineInspection found;
        try
        {
            found = engine.Inspect();
        }
        catch (ChatException error)
        {
            return [new Finding($"llama.cpp: {error.Message}", error.Advice)];
        }

        var release = found.Release ?? "release not named";
        return
        [
            new Finding($"llama.cpp: {release}, version {found.Version}, in {found.NativeFolder}"),
            new Finding($"layout: {found.Layout}"),
            new Finding($"cpu: {found.CpuVariant ?? "variant not named"}"),
            new Finding($"cores: {found.Cores.Explanation.TrimEnd('.')}"),
            new Finding(found.HasGpu ? "gpu: found" : "gpu: none, the CPU computes"),
            .. found.Devices.Select(device => new Finding($"device: {device}")),
        ];
    }

    /// <summary>Checks a model: its header and its hash.</summary>
    /// <param name="model">The model reference; null for the bundled one.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<Finding> ModelAsync(string? model, CancellationToken cancellationToken)
    {
        var label = model is null ? "bundled model" : $"model {model}";
        try
        {
            var sheet = await engine.ShowModelAsync(model, cancellationToken).ConfigureAwait(false);
            return string.Equals(sheet.HashState, ModelSheet.HashMismatch, StringComparison.Ordinal)
                ? new Finding(
                    $"{label}: {sheet.Path} is not the file it should be (SHA-256 differs)",
                    "Restore the file as it was delivered."
                )
                : new Finding($"{label}: {sheet.Path} (SHA-256 {sheet.HashState})");
        }
        catch (ChatException error)
        {
            return new Finding($"{label}: {error.Message}", error.Advice);
        }
    }
}
