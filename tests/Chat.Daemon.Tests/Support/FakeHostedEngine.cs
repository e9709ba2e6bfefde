using Chat.Core.Backends;
using Chat.Daemon.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Support;

/// <summary>A fake backend as an engine host serves it.</summary>
internal sealed class FakeHostedEngine : IHostedEngine
{
    public FakeHostedEngine() => Backend = new PrioritizedFake(Fake);

    public FakeBackend Fake { get; } = new();

    public IPrioritizedBackend Backend { get; }

    public Action<ProgressValue> Progress { get; set; } = _ => { };

    public bool Disposed { get; private set; }

    /// <summary>What the end of the engine waits for.</summary>
    public Task Ending { get; set; } = Task.CompletedTask;

    /// <summary>What was counted last.</summary>
    public TokensCountParams? Counted { get; private set; }

    /// <summary>What a proposal waits for.</summary>
    public Func<CancellationToken, Task> Proposing { get; set; } = _ => Task.CompletedTask;

    public Task<TokensCountResult> CountAsync(TokensCountParams fields, CancellationToken cancellationToken)
    {
        Counted = fields;
        return Task.FromResult(new TokensCountResult { Tokens = fields.Text?.Length ?? 0, Model = fields.Model });
    }

    public async Task<InlineResult> ProposeAsync(InlineParams fields, CancellationToken cancellationToken)
    {
        await Proposing(cancellationToken);
        return new InlineResult { Items = [], Reason = "none" };
    }

    public Task<ModelDescription> LoadAsync(string model, CancellationToken cancellationToken) =>
        Task.FromResult(new ModelDescription { Id = model, Name = model });

    public Task<ModelDescription> UnloadAsync(string model, CancellationToken cancellationToken) =>
        Task.FromResult(new ModelDescription { Id = model, Name = model });

    /// <summary>What it holds and does, as a test says.</summary>
    public StatusResult Told { private get; set; } =
        new()
        {
            Engine = new EngineStatus { State = "ready" },
            Queue = new QueueStatus(),
        };

    public StatusResult Status() => Told;

    public async ValueTask DisposeAsync()
    {
        await Ending;
        Disposed = true;
    }
}
