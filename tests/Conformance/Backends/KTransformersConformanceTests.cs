using Chat.Http;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>KTransformers' archived server.</summary>
public sealed class KTransformersConformanceTests : ToldBackendConformance
{
    /// <summary>It answers to any name.</summary>
    private protected override bool KnowsItsModels => false;

    /// <summary>It writes tools into the prompt, and what comes of that is the model's affair.</summary>
    private protected override bool CallsTools => false;

    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        RemoteTarget.StartAsync(FakeDialect.KTransformers, HttpTargets.KTransformers);
}
