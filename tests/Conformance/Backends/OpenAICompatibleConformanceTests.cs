using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>A server of which nothing is known but its format.</summary>
public sealed class OpenAICompatibleConformanceTests : ToldBackendConformance
{
    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.OpenAi, HttpTargets.OpenAICompatible);
}
