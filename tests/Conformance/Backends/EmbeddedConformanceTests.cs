using Chat.Core.Backends;
using Chat.Core.Requests;

namespace Chat.Conformance.Tests.Backends;

/// <summary>The embedded engine with the bundled model.</summary>
[Collection(EngineCollection.Name)]
public sealed class EmbeddedConformanceTests(EmbeddedModel model) : BackendConformance
{
    private const string Name = "smollm2-135m-instruct";

    /// <inheritdoc/>
    private protected override int Side => 3;

    /// <inheritdoc/>
    private protected override ChatCompletionRequest TooLong { get; } =
        ConformanceRequests.Ask(Name, string.Concat(Enumerable.Repeat("much ", 9000)));

    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAsync() =>
        Task.FromResult(Target(model.Backend, owned: []));

    /// <inheritdoc/>
    private protected override Task<ConformanceTarget> StartAloneAsync()
    {
        var backend = model.NewBackend();
        return Task.FromResult(Target(backend, [backend.DisposeAsync]));
    }

    private static ConformanceTarget Target(IChatBackend backend, IReadOnlyList<Func<ValueTask>> owned) =>
        new()
        {
            Backend = backend,
            Model = Name,
            Endless = ConformanceRequests.Ask(Name, "Tell me a long story.") with
            {
                IgnoreEos = true,
                MaxCompletionTokens = 6000,
            },
            Owned = owned,
        };
}
