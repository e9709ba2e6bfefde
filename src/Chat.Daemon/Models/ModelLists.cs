using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Models;

/// <summary>Lists the models of local files and of every profile.</summary>
/// <param name="host">The process.</param>
/// <param name="limit">How long a profile may take.</param>
internal sealed class ModelLists(CommandHost host, TimeSpan limit)
{
    /// <summary>
    /// Lists them for a person. What a profile cannot list is told on standard error, a line a profile, and ends nothing. A ready-made profile that nobody
    /// set up and that has no server is passed over in silence.
    /// </summary>
    /// <param name="name">The one profile to list; null for all.</param>
    /// <exception cref="ChatException">
    /// The profiles file cannot be read, there is no profile of that name, or nothing at all could be listed: the first failure.
    /// </exception>
    public async Task<IReadOnlyList<ModelSummary>> ReadAsync(string? name)
    {
        var listing = await ListAsync(name).ConfigureAwait(false);
        if (listing.Failure is { } failure)
        {
            throw failure;
        }

        foreach (var warning in listing.Warnings)
        {
            ErrorReport.Warn(host.Terminal.Error, warning);
        }

        return listing.Models;
    }

    /// <summary>Lists them. A ready-made profile that nobody set up and that has no server is passed over in silence.</summary>
    /// <param name="name">The one profile to list; null for all.</param>
    /// <exception cref="ChatException">The profiles file cannot be read, or there is no profile of that name.</exception>
    /// <exception cref="OperationCanceledException">The process was interrupted.</exception>
    public async Task<ModelListing> ListAsync(string? name)
    {
        using var backends = new DoorBackends(host, new EngineChoices(), progress: null);
        var router = backends.OpenRouter();
        await using var owned = router.ConfigureAwait(false);
        // Every profile of the kind local offers the same files.
        ChatProfile[] asked = name is null
            ?
            [
                .. router.Profiles.Profiles.Where(profile => profile.Kind == ProfileKind.Local).TakeLast(1),
                .. router.Profiles.Profiles.Where(profile => profile.Kind != ProfileKind.Local),
            ]
            : [router.Profiles.Get(name)];
        var lists = await ProfileProbes
            .AskAllAsync(asked, (profile, token) => ListAsync(router, profile, token), host.Interrupt)
            .ConfigureAwait(false);
        var failures = lists
            .Where(list =>
                list.Failure is { } failure && (name is not null || !ProfileProbes.IsNobodyThere(list.Profile, failure))
            )
            .ToList();
        return new ModelListing(
            [.. lists.SelectMany(list => list.Models)],
            [
                .. failures.Select(list => Warning(list.Profile.Name, list.Failure!)),
                .. (name is null ? router.Profiles.Broken : []).Select(broken => Warning(broken.Name, broken.Fault)),
            ],
            failures.Count > 0 && lists.All(list => list.Failure is not null) ? failures[0].Failure : null
        );
    }

    private static string Warning(string profile, ChatException failure) =>
        $"The models of the profile '{profile}' could not be listed: {failure.Message} {failure.Advice}";

    private async Task<Listed> ListAsync(ChatRouter router, ChatProfile profile, CancellationToken cancellationToken)
    {
        if (profile.Kind == ProfileKind.Local)
        {
            return ListLocal(profile);
        }

        var found = await router
            .ListModelsAsync(ProfileProbes.Hurried(profile, limit), cancellationToken)
            .ConfigureAwait(false);
        var source = profile.EffectiveUrl?.Authority ?? profile.Name;
        return new Listed(
            profile,
            [
                .. found.Models.Select(model => new ModelSummary(
                    model.Id,
                    model.SizeBytes,
                    model.ContextLength,
                    source,
                    profile.Name
                )),
            ],
            found.Failure is { } failure ? LimitAdvice.OfProbe(failure) : null
        );
    }

    private Listed ListLocal(ChatProfile profile)
    {
        try
        {
            return new Listed(profile, host.Engine.ListModels(), Failure: null);
        }
        catch (ChatException failure)
        {
            return new Listed(profile, [], failure);
        }
    }

    private sealed record Listed(ChatProfile Profile, IReadOnlyList<ModelSummary> Models, ChatException? Failure);
}
