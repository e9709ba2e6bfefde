using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>vLLM, alone or behind Ray Serve, whose dialect is the same.</summary>
public sealed class VllmConformanceTests : ToldBackendConformance
{
    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.Vllm, HttpTargets.Vllm);
}
