using Chat.Http;
using Chat.Http.Resilience;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>A remote backend and the fake model server behind it.</summary>
internal static class RemoteTarget
{
    /// <summary>Starts a server and makes a backend for it, with connections of its own.</summary>
    /// <param name="dialect">What the server speaks.</param>
    /// <param name="target">What the backend takes it for: one of <see cref="HttpTargets"/>.</param>
    public static async Task<ConformanceTarget> StartAsync(FakeDialect dialect, string target)
    {
        var server = await FakeModelServer.StartAsync(dialect);
        var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var backend = backends.Create(
            new HttpBackendOptions
            {
                Target = target,
                BaseAddress =
                    target == HttpTargets.OllamaV1 ? new Uri(server.Server.Address, "/v1") : server.BaseAddress,
                ApiVersion = target == HttpTargets.Azure ? "2024-10-21" : null,
                // Retries are tested elsewhere; here each would wait.
                Retry = RetryOptions.Default with
                {
                    MaxRetries = 0,
                },
            }
        );
        return new ConformanceTarget
        {
            Backend = backend,
            Model = MagicModels.Echo,
            Endless = ConformanceRequests.Ask(MagicModels.Slow),
            UntilAsked = () => server.SlowGate.Reached,
            UntilIdle = () => server.Server.NoConnections,
            Owned =
            [
                backend.DisposeAsync,
                server.DisposeAsync,
                () =>
                {
                    backends.Dispose();
                    return ValueTask.CompletedTask;
                },
            ],
        };
    }
}
