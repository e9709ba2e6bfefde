using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.EngineHost;
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

        try
        {
            return await StatusCommand.AskAsync(link.Client, host, Limit).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ChatException or TimeoutException)
        {
            // The list is right without it; chatd status says what is wrong with the host.
            return null;
        }
    }
}
