using Chat.Client.Routing;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.EngineHost;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;

namespace Chat.Daemon;

/// <summary>What a command gets from the process it runs in; tests bring their own.</summary>
internal sealed record CommandHost
{
    /// <summary>The standard streams.</summary>
    public required ITerminal Terminal { get; init; }

    /// <summary>What the environment says.</summary>
    public required ChatSettings Settings { get; init; }

    /// <summary>The engine in this process.</summary>
    public required ILocalEngine Engine { get; init; }

    /// <summary>The way to the engine host, which answers with local models; null where everything is computed in this process.</summary>
    public EngineHostLink? EngineHost { get; init; }

    /// <summary>Makes the backends of profiles whose models are not in this process. Default: null, over HTTP.</summary>
    public IProfileBackends? Remote { get; init; }

    /// <summary>The clock of time limits and of the progress line.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of chance: the jitter of retries, and keys that no two requests share.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Cancelled when the user wants the command to end.</summary>
    public CancellationToken Interrupt { get; init; }
}
