using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>Azure OpenAI by deployment paths.</summary>
public sealed class AzureConformanceTests : ToldBackendConformance
{
    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.Azure, HttpTargets.Azure);
}
