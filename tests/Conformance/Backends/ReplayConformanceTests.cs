using Chat.Client.Recording;

namespace Chat.Conformance.Tests.Backends;

/// <summary>A cassette recorded from a server, played back with the server gone.</summary>
public sealed class ReplayConformanceTests(RecordedCassette cassette)
    : ToldBackendConformance,
        IClassFixture<RecordedCassette>
{
    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync()
    {
        var backend = new ReplayBackend(
            cassette.Cassette,
            new ReplayOptions { Reuse = true, Timing = ReplayTiming.Exact }
        );
        return Task.FromResult(
            new ConformanceTarget
            {
                Backend = backend,
                Model = Chat.Testing.FakeModels.MagicModels.Echo,
                Endless = RecordedCassette.Endless,
                Owned = [backend.DisposeAsync],
            }
        );
    }
}
