using Chat.Rpc.Protocol;

namespace Chat.Rpc.EngineHost;

/// <summary>How a client of the engine host behaves.</summary>
public sealed record EngineHostClientOptions
{
    /// <summary>This program. A host of an older version is replaced; without a version any host will do.</summary>
    public required PeerInfo Client { get; init; }

    /// <summary>How long a host may take from its start to its first answer. Default 10 seconds.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Is told of every <c>status/changed</c>, on the loop that reads: it must not block or throw. Null for nobody.</summary>
    public Action<StatusResult>? StatusChanged { get; init; }

    /// <summary>Is told of every end of a connection, whoever ended it: it must not block or throw. Null for nobody.</summary>
    public Action? Disconnected { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
