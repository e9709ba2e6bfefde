using System.Diagnostics;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>An engine host that this process started.</summary>
/// <param name="process">Its process; only the handle is owned.</param>
internal sealed class LaunchedEngine(Process process) : IEngineHostProcess
{
    /// <inheritdoc/>
    public int Id { get; } = process.Id;

    /// <inheritdoc/>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Lets go of the process, which goes on.</summary>
    public void Dispose() => process.Dispose();
}
