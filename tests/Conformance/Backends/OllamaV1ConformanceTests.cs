using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>Ollama's OpenAI-compatible API.</summary>
public sealed class OllamaV1ConformanceTests : ToldBackendConformance
{
    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.Ollama, HttpTargets.OllamaV1);
}
