using Chat.Core.Requests;
using Chat.Rpc.EngineHost;

namespace Chat.Conformance.Tests.Backends;

/// <summary>The engine host's client, with the bundled model behind a host and a real socket.</summary>
[Collection(EngineCollection.Name)]
public sealed class EngineHostConformanceTests(EmbeddedModel model) : BackendConformance
{
    private const string Name = "smollm2-135m-instruct";

    /// <inheritdoc/>
    private protected override int Side => 3;

    /// <inheritdoc/>
    private protected override ChatCompletionRequest TooLong { get; } =
        ConformanceRequests.Ask(Name, string.Concat(Enumerable.Repeat("much ", 9000)));

    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync()
    {
        var host = new InProcessHost(model.Backend);
        return Task.FromResult(
            new ConformanceTarget
            {
                Backend = new EngineHostBackend(host.Client),
                Model = Name,
                Endless = ConformanceRequests.Ask(Name, "Tell me a long story.") with
                {
                    IgnoreEos = true,
                    MaxCompletionTokens = 6000,
                },
                // The engine's model outlives the host: that nothing of a cancelled request goes on there is promised all the same.
                UntilIdle = UntilIdleAsync,
                Owned = [host.DisposeAsync],
            }
        );
    }

    private async Task UntilIdleAsync()
    {
        while (model.Backend.Status().OpenRequests > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
