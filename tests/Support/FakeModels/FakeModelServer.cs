using Chat.Testing.FakeServers;

namespace Chat.Testing.FakeModels;

/// <summary>
/// A small model behind a server that speaks one API as its real server does, on the loopback address. What it answers is told by the models of
/// <see cref="MagicModels"/> and, for <see cref="MagicModels.Echo"/>, by the last message: <c>count 5</c> gives <c>1 2 3 4 5</c>; <c>think TEXT</c>
/// reasons first; <c>call NAME {…}</c> calls an offered tool; any other text is said back. A token is a word.
/// </summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    private FakeModelServer(FakeDialect dialect, FakeServer server)
    {
        Dialect = dialect;
        Server = server;
    }

    /// <summary>Whose API it speaks.</summary>
    public FakeDialect Dialect { get; }

    /// <summary>The web server: its requests and connections.</summary>
    public FakeServer Server { get; }

    /// <summary>Where <see cref="MagicModels.Slow"/> waits. It is opened for good.</summary>
    public FakeGate SlowGate { get; } = new();

    /// <summary>The base address that a profile for this server names: with <c>/v1</c>, but for Azure and Ollama.</summary>
    public Uri BaseAddress =>
        Dialect is FakeDialect.Azure or FakeDialect.Ollama ? Server.Address : new Uri(Server.Address, "/v1");

    /// <summary>Starts a server.</summary>
    /// <param name="dialect">Whose API it speaks.</param>
    /// <param name="options">What it is to be; null for no key and plain HTTP/1.1.</param>
    public static async Task<FakeModelServer> StartAsync(FakeDialect dialect, FakeModelOptions? options = null)
    {
        options ??= new FakeModelOptions();
        var model = new FakeModelServer(dialect, await FakeServer.StartAsync(options.Server));
        var completions = new ChatCompletionsApi(ChatCompletionsShapes.Of(dialect), options.Key, model.SlowGate);
        var ollama = new OllamaApi(options.Key, model.SlowGate);
        model.Server.Respond(request =>
            dialect == FakeDialect.Ollama && request.Path.StartsWith("/api/", StringComparison.Ordinal)
                ? ollama.Reply(request)
                : completions.Reply(request)
        );
        return model;
    }

    /// <summary>Stops the server.</summary>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
