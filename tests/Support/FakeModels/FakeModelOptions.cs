using Chat.Testing.FakeServers;

namespace Chat.Testing.FakeModels;

/// <summary>What a fake model server is to be.</summary>
public sealed record FakeModelOptions
{
    /// <summary>The key that a request must carry; null lets everyone in. A wrong one gets a 401.</summary>
    public string? Key { get; init; }

    /// <summary>The web server below.</summary>
    public FakeServerOptions Server { get; init; } = new();
}
