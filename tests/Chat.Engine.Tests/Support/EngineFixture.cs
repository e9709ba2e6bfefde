using Chat.Engine.Models;
using Chat.Engine.Native;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Engine.Tests.Support;

/// <summary>The bundled model, loaded once for all tests of the engine, on one thread so that tests leave the other core alone.</summary>
public sealed class EngineFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _home = new();

    public EngineFixture()
    {
        Folders = new ModelFolders
        {
            Bundled = ModelFolders.FindBundled(AppContext.BaseDirectory),
            User = Path.Combine(_home.Path, "models"),
            Cache = Path.Combine(_home.Path, "cache"),
        };
        Catalog = new ModelCatalog(Folders);
        Verifier = new ModelVerifier(Folders, NullLogger<ModelVerifier>.Instance);
        Backend = new EmbeddedBackend(Catalog, Verifier, Options);
    }

    /// <summary>One thread that sleeps when it waits, and seeds that count up from 1.</summary>
    public EngineOptions Options { get; } = NewOptions();

    public ModelFolders Folders { get; }

    public ModelCatalog Catalog { get; }

    public ModelVerifier Verifier { get; }

    public EmbeddedBackend Backend { get; }

    internal LlamaLibrary Library { get; } = LlamaLibrary.Load(NewOptions().NativeFolder, logger: null);

    internal LlamaModel LoadModel(bool vocabularyOnly = false) =>
        LlamaModel.Load(
            Library,
            Catalog.Resolve(null).Path,
            gpuLayers: 0,
            vocabularyOnly,
            progress: null,
            CancellationToken.None
        );

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Backend.DisposeAsync();

    public void Dispose() => _home.Dispose();

    private static EngineOptions NewOptions()
    {
        var next = 0UL;
        return new EngineOptions
        {
            Threads = 1,
            Poll = 0,
            RandomSource = () => Interlocked.Increment(ref next),
        };
    }
}
