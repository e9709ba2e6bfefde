using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>Ollama's own API.</summary>
public sealed class OllamaConformanceTests : ToldBackendConformance
{
    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.Ollama, HttpTargets.Ollama);
}
