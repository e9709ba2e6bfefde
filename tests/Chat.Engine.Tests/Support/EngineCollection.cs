using Chat.Testing;

namespace Chat.Engine.Tests.Support;

/// <summary>Tests that compute with the engine run one after another: they share the machine's few cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EngineCollection : ICollectionFixture<EngineTurn>, ICollectionFixture<EngineFixture>
{
    public const string Name = "engine";
}
