using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>What an engine offers beside <see cref="LocalEngine.ILocalEngine"/> when it can be told what to keep in memory.</summary>
internal interface IModelMemory
{
    /// <summary>Loads a model.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="progress">Told how far it is; null when nobody reads it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model as it is then.</returns>
    /// <exception cref="ChatException">There is no such model, or it cannot be loaded.</exception>
    Task<ModelDescription> LoadAsync(
        string? model,
        IProgress<ProgressValue>? progress,
        CancellationToken cancellationToken
    );

    /// <summary>Takes a model out of memory once nobody uses it.</summary>
    /// <param name="model">The model reference; null for the default model.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model as it is then.</returns>
    /// <exception cref="ChatException">There is no such model.</exception>
    Task<ModelDescription> UnloadAsync(string? model, CancellationToken cancellationToken);
}
