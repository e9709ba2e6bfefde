namespace Chat.Daemon.LocalEngine;

/// <summary>What a command line says of how the engine runs; null leaves a choice to the engine.</summary>
/// <param name="Threads">Threads to compute on.</param>
/// <param name="Poll">How long a waiting thread spins before it sleeps, 0 to 100.</param>
/// <param name="ContextLength">The context window in tokens.</param>
/// <param name="InProcess">True computes in this process whatever else is chosen.</param>
internal sealed record EngineChoices(
    int? Threads = null,
    int? Poll = null,
    int? ContextLength = null,
    bool InProcess = false
)
{
    /// <summary>True when the engine runs in this process: it was asked for, or the choices are not those of the engine host.</summary>
    public bool IsOwn => InProcess || Threads is not null || Poll is not null || ContextLength is not null;
}
