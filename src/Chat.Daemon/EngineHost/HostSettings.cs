using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>How an engine host behaves.</summary>
internal sealed record HostSettings
{
    /// <summary>This program, as clients are told.</summary>
    public required PeerInfo Self { get; init; }

    /// <summary>How long it stays without a request; connections alone do not keep it. Default 5 minutes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long running requests may take once it was asked to end when they are done. Default 10 minutes.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long they may take after SIGTERM: the system, or a person, waits. Default 5 seconds.</summary>
    public TimeSpan TerminateLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a cancelled request may go on while no other is wanted, before the process ends itself. Default 30 seconds.</summary>
    public TimeSpan StuckLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most connections; the next ones are told that the host is overloaded. Default 64.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>The protocol's version. Tests set another one.</summary>
    public ProtocolVersion Protocol { get; init; } = ProtocolVersion.Current;

    /// <summary>Ends this process at once, whatever its threads hang in.</summary>
    public Action Kill { get; init; } = () => { };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
