using Chat.Core.Backends;
using Chat.Daemon.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Conformance.Tests.Backends;

/// <summary>A backend as an engine host serves it; not owned.</summary>
internal sealed class HostedBackend(IPrioritizedBackend backend) : IHostedEngine
{
    public IPrioritizedBackend Backend => backend;

    public Action<ProgressValue> Progress { private get; set; } = _ => { };

    public Task<TokensCountResult> CountAsync(TokensCountParams fields, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<InlineResult> ProposeAsync(InlineParams fields, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ModelDescription> LoadAsync(string model, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ModelDescription> UnloadAsync(string model, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public StatusResult Status() =>
        new()
        {
            Engine = new EngineStatus { State = "ready" },
            Queue = new QueueStatus(),
        };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
