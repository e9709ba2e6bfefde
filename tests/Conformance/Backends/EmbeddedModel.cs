using Chat.Engine;
using Chat.Engine.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Conformance.Tests.Backends;

/// <summary>The bundled model, loaded once for the tests that leave it running, on one thread.</summary>
public sealed class EmbeddedModel : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("chat-conformance").FullName;
    private readonly ModelFolders _folders;

    public EmbeddedModel()
    {
        _folders = new ModelFolders
        {
            Bundled = ModelFolders.FindBundled(AppContext.BaseDirectory),
            User = Path.Combine(_home, "models"),
            Cache = Path.Combine(_home, "cache"),
        };
        Backend = NewBackend();
    }

    public EmbeddedBackend Backend { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Backend.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    public EmbeddedBackend NewBackend() =>
        new(
            new ModelCatalog(_folders),
            new ModelVerifier(_folders, NullLogger<ModelVerifier>.Instance),
            new EngineOptions { Threads = 1, Poll = 0 }
        );
}
