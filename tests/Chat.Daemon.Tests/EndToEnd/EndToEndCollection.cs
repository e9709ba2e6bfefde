using Chat.Testing;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>Tests that start the real program compute with the engine, and take their turn at it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EndToEndCollection : ICollectionFixture<EngineTurn>
{
    public const string Name = "end to end";
}
