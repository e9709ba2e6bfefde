using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>llama.cpp's server.</summary>
public sealed class LlamaServerConformanceTests : ToldBackendConformance
{
    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.OpenAi, HttpTargets.LlamaServer);
}
