namespace Chat.Daemon.LocalEngine;

/// <summary>What a command line says of how the engine runs; null leaves a choice to the engine.</summary>
/// <param name="Threads">Threads to compute on.</param>
/// <param name="Poll">How long a waiting thread spins before it sleeps, 0 to 100.</param>
/// <param name="ContextLength">The context window in tokens.</param>
internal sealed record EngineChoices(int? Threads = null, int? Poll = null, int? ContextLength = null);
