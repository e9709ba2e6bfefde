using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>Mistral, which refuses fields that it does not know.</summary>
public sealed class MistralConformanceTests : ToldBackendConformance
{
    /// <summary>Its specification has none, and it answers 422 to what is not there.</summary>
    private protected override bool HasLogprobs => false;

    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.Mistral, HttpTargets.Mistral);
}
