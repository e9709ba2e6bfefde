using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Profiles;
using Chat.Daemon.Routing;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using ProfileSummary = Chat.Rpc.Protocol.ProfileSummary;

namespace Chat.Daemon.Rpc;

/// <summary>Answers <c>profiles/list</c> and <c>profiles/test</c>.</summary>
/// <param name="host">The process.</param>
internal sealed class ProfileMethods(CommandHost host)
{
    /// <summary>Lists the profiles.</summary>
    /// <exception cref="ChatException">The profiles file cannot be read.</exception>
    public ProfilesListResult List()
    {
        var profiles = DoorBackends.ProfilesOf(host);
        return new ProfilesListResult
        {
            Profiles =
            [
                .. profiles
                    .Profiles.Select(profile => Profiles.ProfileSummary.Of(profile, profiles.DefaultName))
                    .Select(profile => new ProfileSummary
                    {
                        Name = profile.Name,
                        Kind = profile.Kind,
                        Url = profile.Address,
                        Model = profile.Model,
                        KeySource = profile.Key,
                        IsDefault = profile.Default,
                    }),
            ],
        };
    }

    /// <summary>Tests a profile: its key, and whether its server lists models. What is wrong is told in the result.</summary>
    /// <param name="fields">Which.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">The profiles file cannot be read, or there is no such profile.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ProfilesTestResult> TestAsync(ProfilesTestParams fields, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var profile = DoorBackends.ProfilesOf(host).Get(fields.Profile);
        using var backends = new DoorBackends(host, new EngineChoices(), progress: null);
        var findings = await new ProfileTester(host, backends, new TestPlan { IsNamed = true })
            .TestAsync(profile, cancellationToken)
            .ConfigureAwait(false);
        var listed = findings.FirstOrDefault(finding => finding.Check is "models");
        var problem = findings.FirstOrDefault(finding => finding.State is ProfileFinding.Problem);
        return new ProfilesTestResult
        {
            Ok = problem is null,
            LatencyMs = listed is null or { State: ProfileFinding.Problem } ? null : listed.Milliseconds,
            Models = listed?.ModelCount,
            Error = problem is null
                ? null
                : new RpcError
                {
                    Code = RpcErrorCodes.RequestFailed,
                    Message = problem.Detail,
                    Data = new RpcErrorData { Kind = problem.Kind, Advice = problem.Advice },
                },
        };
    }
}
