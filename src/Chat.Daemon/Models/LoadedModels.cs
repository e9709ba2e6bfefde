using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Models;

/// <summary>Which of the models in a list the engine host holds in memory.</summary>
internal static class LoadedModels
{
    // A list is worth no longer waiting for a host that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Marks the local models of a list. Starts no host; without one, and with one that does not answer, the list stays as it is.</summary>
    /// <param name="models">The list.</param>
    /// <param name="host">The process.</param>
    /// <exception cref="OperationCanceledException">The process was interrupted.</exception>
    public static async Task<IReadOnlyList<ModelSummary>> MarkAsync(
        IReadOnlyList<ModelSummary> models,
        CommandHost host
    )
    {
        if (!models.Any(IsLocal) || await StatusAsync(host).ConfigureAwait(false) is not { } status)
        {
            return models;
        }

        var loaded = (status.Models ?? []).Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. models.Select(model => IsLocal(model) ? model with { IsLoaded = loaded.Contains(model.Id) } : model),
        ];
    }

    private static bool IsLocal(ModelSummary model) =>
        string.Equals(model.Profile, ChatProfile.LocalName, StringComparison.Ordinal);

    private static async Task<StatusResult?> StatusAsync(CommandHost host)
    {
        if (host.EngineHost is not { } link)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(Limit, host.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(host.Interrupt, limit.Token);
        try
        {
            return await link.Client.StatusAsync(both.Token).ConfigureAwait(false);
        }
        catch (ChatException)
        {
            // The list is right without it; chatd status says what is wrong with the host.
            return null;
        }
        catch (OperationCanceledException) when (!host.Interrupt.IsCancellationRequested)
        {
            return null;
        }
    }
}
