using System.Globalization;
using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Text;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Profiles;

/// <summary>Tests one profile, step by step; a step that fails ends the test of its profile. A check that fails is a finding, never an exception.</summary>
/// <param name="host">The process.</param>
/// <param name="backends">Makes the backends.</param>
/// <param name="plan">What to check.</param>
internal sealed class ProfileTester(CommandHost host, DoorBackends backends, TestPlan plan)
{
    // A server may load the model first.
    private static readonly TimeSpan CompletionLimit = TimeSpan.FromSeconds(60);

    /// <summary>Tests a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The findings, in order.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<ProfileFinding>> TestAsync(ChatProfile profile, CancellationToken cancellationToken)
    {
        var findings = new List<ProfileFinding>();
        var start = host.Time.GetTimestamp();
        var check = "key";
        try
        {
            CheckSecrets(profile, findings);
            start = host.Time.GetTimestamp();
            check = "models";
            var models = await ListAsync(profile, cancellationToken).ConfigureAwait(false);
            findings.Add(Listed(profile, models, start));
            check = "model";
            if (models is not null && ModelOf(profile) is { } model)
            {
                findings.Add(Find(profile, model, models));
            }

            if (plan.Complete)
            {
                check = "completion";
                start = host.Time.GetTimestamp();
                findings.Add(await AnswerAsync(profile, start, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (ChatException failure) when (!plan.IsNamed && ProfileProbes.IsNobodyThere(profile, failure))
        {
            var address = profile.EffectiveUrl?.GetLeftPart(UriPartial.Authority);
            findings.Add(
                new ProfileFinding(
                    profile.Name,
                    check,
                    ProfileFinding.Skipped,
                    $"nothing answers at {address}, where a ready-made profile looks"
                )
            );
        }
        catch (ChatException failure)
        {
            double? taken = string.Equals(check, "key", StringComparison.Ordinal) ? null : Since(start);
            findings.Add(ProfileFinding.Failed(profile.Name, check, LimitAdvice.OfProbe(failure), taken));
        }

        return findings;
    }

    private string? ModelOf(ChatProfile profile) => plan.Model ?? profile.Model;

    private void CheckSecrets(ChatProfile profile, List<ProfileFinding> findings)
    {
        var resolver = DoorBackends.Secrets(host);
        foreach (var reference in ProfileSecrets.Of(profile))
        {
            resolver.Resolve(reference);
            findings.Add(new ProfileFinding(profile.Name, "key", ProfileFinding.Ok, $"{reference} holds one"));
        }
    }

    private ProfileFinding Listed(ChatProfile profile, IReadOnlyList<ModelDescription>? models, long start) =>
        models is null
            ? new ProfileFinding(
                profile.Name,
                "models",
                ProfileFinding.Skipped,
                $"this server lists no models{(plan.Complete ? "" : "; --complete asks it for an answer")}",
                Milliseconds: Since(start)
            )
            : Ok(profile, "models", $"{models.Count.ToString(CultureInfo.InvariantCulture)} listed", start) with
            {
                ModelCount = models.Count,
            };

    // Null when the server has no such list.
    private async Task<IReadOnlyList<ModelDescription>?> ListAsync(
        ChatProfile profile,
        CancellationToken cancellationToken
    )
    {
        if (profile.Kind == ProfileKind.Local)
        {
            return
            [
                .. host
                    .Engine.ListModels()
                    .Select(model => new ModelDescription
                    {
                        Id = model.Id,
                        Name = model.Id[(model.Id.IndexOf('/', StringComparison.Ordinal) + 1)..],
                    }),
            ];
        }

        var backend = backends.Open(ProfileProbes.Hurried(profile, plan.Limit ?? ProfileProbes.DefaultLimit));
        await using var owned = backend.ConfigureAwait(false);
        try
        {
            return await backend.ListModelsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException failure) when (failure.HttpStatus is 404 or 405 or 501)
        {
            return null;
        }
    }

    private static ProfileFinding Find(ChatProfile profile, string model, IReadOnlyList<ModelDescription> models)
    {
        if (profile.Kind == ProfileKind.Azure)
        {
            // Azure lists the models that could be deployed, and not the deployments.
            return new ProfileFinding(
                profile.Name,
                "model",
                ProfileFinding.Skipped,
                $"{profile.DeploymentOf(model)}: a server of this kind does not list its deployments"
            );
        }

        var names = models.Select(known => known.Name).ToHashSet(StringComparer.Ordinal);
        // Ollama lists a model without a tag under the tag it stands for.
        if (names.Contains(model) || names.Contains(model + ":latest"))
        {
            return new ProfileFinding(profile.Name, "model", ProfileFinding.Ok, $"{model} is listed");
        }

        var near = NearestNames.Find(model, names);
        return ProfileFinding.Failed(
            profile.Name,
            "model",
            new ChatException(
                ChatErrorKind.NotFound,
                $"{model} is not among the models that are listed.",
                near.Count > 0
                    ? $"Did you mean {string.Join(" or ", near)}?"
                    : $"See chatd models list --profile {profile.Name}."
            )
        );
    }

    private async Task<ProfileFinding> AnswerAsync(ChatProfile profile, long start, CancellationToken cancellationToken)
    {
        if (ModelOf(profile) is not { } model)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "No model is named that could answer.",
                "Give --model, or give the profile a model."
            );
        }

        // A limit of one token is no wish whose neglect would matter here.
        var asked = ProfileProbes.Hurried(profile, plan.Limit ?? CompletionLimit) with
        {
            Strict = false,
        };
        var backend = backends.Open(asked);
        await using var owned = backend.ConfigureAwait(false);
        var request = ChatCompletionRequest.Create(
            new ModelReference(profile, model).AskedName,
            ChatMessage.User("Say OK.")
        ) with
        {
            MaxCompletionTokens = 1,
        };
        var answer = await backend.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        var shown = answer.Model.Length > 0 ? answer.Model : model;
        return Ok(profile, "completion", $"{shown} answered", start);
    }

    private ProfileFinding Ok(ChatProfile profile, string check, string detail, long start) =>
        new(profile.Name, check, ProfileFinding.Ok, detail, Milliseconds: Since(start));

    private double Since(long start) => host.Time.GetElapsedTime(start).TotalMilliseconds;
}
