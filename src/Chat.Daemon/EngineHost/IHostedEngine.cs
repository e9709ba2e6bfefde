using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.EngineHost;

/// <summary>What an engine host serves.</summary>
/// <remarks>Every member throws a <see cref="ChatException"/> when the model or the llama.cpp libraries are not usable.</remarks>
internal interface IHostedEngine : IAsyncDisposable
{
    /// <summary>Answers requests.</summary>
    IPrioritizedBackend Backend { get; }

    /// <summary>Is told what the engine does; called from worker threads. Set before the first request.</summary>
    Action<ProgressValue> Progress { set; }

    /// <summary>Counts the tokens of a text or a conversation.</summary>
    /// <param name="fields">What to count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<TokensCountResult> CountAsync(TokensCountParams fields, CancellationToken cancellationToken);

    /// <summary>Proposes text at an editor's cursor.</summary>
    /// <param name="fields">What is around the cursor.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<InlineResult> ProposeAsync(InlineParams fields, CancellationToken cancellationToken);

    /// <summary>Brings a model into memory.</summary>
    /// <param name="model">Its reference.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    Task<ModelDescription> LoadAsync(string model, CancellationToken cancellationToken);

    /// <summary>Takes a model out of memory.</summary>
    /// <param name="model">Its reference.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<ModelDescription> UnloadAsync(string model, CancellationToken cancellationToken);

    /// <summary>What it holds and does; the engine's state and the process's memory are left to the host.</summary>
    StatusResult Status();
}
