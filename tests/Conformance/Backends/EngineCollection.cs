using Chat.Testing;

namespace Chat.Conformance.Tests.Backends;

/// <summary>Tests that compute with the engine run one after another, and alone on the machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EngineCollection : ICollectionFixture<EngineTurn>, ICollectionFixture<EmbeddedModel>
{
    public const string Name = "engine";
}
