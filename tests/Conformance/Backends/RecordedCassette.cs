using Chat.Client.Recording;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Secrets;
using Chat.Http;
using Chat.Http.Resilience;
using Chat.Testing;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>
/// A cassette of every request of the suite, recorded from a fake server that is gone afterwards. By the recorder's clock no answer took any
/// time but those of the slow model, which took an hour.
/// </summary>
public sealed class RecordedCassette : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-cassette").FullName;

    /// <summary>What takes an hour.</summary>
    internal static ChatCompletionRequest Endless { get; } = ConformanceRequests.Ask(MagicModels.Slow);

    /// <summary>The cassette, read back from its file.</summary>
    public Cassette Cassette { get; private set; } = new();

    public async Task InitializeAsync()
    {
        var path = Path.Combine(_folder, "suite.json");
        var time = new ManualTime();
        await using var server = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var options = new HttpBackendOptions
        {
            Target = HttpTargets.OpenAI,
            BaseAddress = server.BaseAddress,
            Retry = RetryOptions.Default with { MaxRetries = 0 },
        };
        var writer = CassetteWriter.Create(path, new CassetteRedaction(new SecretRedactor([])));
        await using (var backend = new RecordingBackend(backends.Create(options), writer, time))
        {
            await RecordAsync(backend);
            await RecordEndlessAsync(backend, server, time);
        }

        Cassette = Cassette.Load(path);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private static async Task RecordAsync(RecordingBackend backend)
    {
        await backend.ListModelsAsync(CancellationToken.None);
        var stop = BackendConformance.StopWithin(ConformanceRequests.Text);
        foreach (var request in ConformanceRequests.All(MagicModels.Echo, stop))
        {
            await TryAsync(() => backend.WholeAsync(request));
            await TryAsync(() => backend.ChunksAsync(request));
        }
    }

    private static async Task RecordEndlessAsync(RecordingBackend backend, FakeModelServer server, ManualTime time)
    {
        await using var chunks = backend.StreamAsync(Endless, CancellationToken.None).GetAsyncEnumerator();
        await chunks.MoveNextAsync();
        var whole = backend.WholeAsync(Endless);
        for (var asked = 0; asked < 2; )
        {
            var request = await server.Server.NextRequestAsync();
            asked += (string?)request.Json?["model"] == MagicModels.Slow ? 1 : 0;
        }

        time.Advance(TimeSpan.FromHours(1));
        server.SlowGate.Open();
        await whole;
        while (await chunks.MoveNextAsync()) { }
    }

    // A failure is a part of the recording.
    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ChatException)
        {
            return;
        }
    }
}
