using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Models;
using Chat.Daemon.Routing;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>Answers <c>models/list</c>, <c>models/load</c>, <c>models/unload</c> and <c>models/pull</c>.</summary>
/// <param name="host">The process.</param>
/// <param name="local">The local models.</param>
internal sealed class ModelMethods(CommandHost host, LocalModels local)
{
    /// <summary>Lists models; what could not be listed is told in the result.</summary>
    /// <param name="fields">Of which profile.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The profiles file cannot be read, or the one profile that was named cannot be listed.</exception>
    public async Task<ModelsListResult> ListAsync(ModelsListParams fields, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var lists = new ModelLists(host with { Interrupt = cancellationToken }, ProfileProbes.DefaultLimit);
        var listing = await lists.ListAsync(fields.Profile).ConfigureAwait(false);
        if (fields.Profile is not null && listing.Failure is { } failure)
        {
            throw failure;
        }

        var loaded = await LoadedAsync(cancellationToken).ConfigureAwait(false);
        return new ModelsListResult
        {
            Models =
            [
                .. listing.Models.Select(model => new ModelDescription
                {
                    Id = model.Id,
                    Name = model.Id[(model.Id.IndexOf('/', StringComparison.Ordinal) + 1)..],
                    ContextLength = model.ContextLength,
                    SizeBytes = model.SizeBytes,
                    Loaded = loaded.Contains(model.Id),
                }),
            ],
            Warnings = listing.Warnings.Count > 0 ? listing.Warnings : null,
        };
    }

    /// <summary>Loads a model, where the engine can be told to.</summary>
    /// <param name="fields">Which.</param>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">It is no local model, cannot be loaded, or the engine takes no such order.</exception>
    public async Task<ModelResult> LoadAsync(ModelParams fields, RpcCall call, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var progress = call.OpenProgress(fields.Progress);
        var model = LocalModel.Read(host, call.Method, fields.Model) ?? fields.Model;
        return await local.ChangeAsync(RpcMethods.ModelsLoad, model, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a model out of memory, where the engine can be told to.</summary>
    /// <param name="fields">Which.</param>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">It is no local model, or the engine takes no such order.</exception>
    public async Task<ModelResult> UnloadAsync(ModelParams fields, RpcCall call, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var model = LocalModel.Read(host, call.Method, fields.Model) ?? fields.Model;
        return await local
            .ChangeAsync(RpcMethods.ModelsUnload, model, progress: null, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Why no model is downloaded.</summary>
    /// <param name="fields">Which was asked for.</param>
    public static ChatException NoPull(ModelParams fields) =>
        new(
            ChatErrorKind.InvalidRequest,
            $"This version of chatd downloads no models, and so not {fields.Model}.",
            "Put the .gguf file into the models folder yourself; chatd doctor tells where that is."
        );

    private async Task<HashSet<string>> LoadedAsync(CancellationToken cancellationToken)
    {
        var status = await local.StatusAsync(cancellationToken).ConfigureAwait(false);
        return [.. (status?.Models ?? []).Select(model => model.Id)];
    }
}
