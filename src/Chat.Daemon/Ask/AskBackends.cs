using Chat.Client.Profiles;
using Chat.Client.Recording;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Secrets;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Ask;

/// <summary>Makes the backend that answers one <c>ask</c>: the model's own, one that records it, or a recording.</summary>
/// <param name="host">The process.</param>
/// <param name="plan">What to ask.</param>
/// <param name="progress">Told what the user waits for; null when nobody sees it.</param>
internal sealed class AskBackends(CommandHost host, AskPlan plan, ProgressLine? progress) : IDisposable
{
    private readonly DoorBackends _backends = new(host, plan.Engine, progress) { Strict = plan.Strict };

    /// <summary>The model that is asked; null before it is known, and for a recording, which needs no profile.</summary>
    public ModelReference? Asked { get; private set; }

    /// <summary>Opens the backend.</summary>
    /// <exception cref="ChatException">
    /// The profiles file or the cassette cannot be read, there is no such profile, its key cannot be had, or the cassette cannot be
    /// written.
    /// </exception>
    public IChatBackend Open()
    {
        if (plan.Replay is { } replay)
        {
            // Neither profile nor key is needed: the request is compared with the recorded one as it stands.
            var backend = new ReplayBackend(
                Cassette.Load(replay),
                new ReplayOptions { Timing = plan.ReplayTiming, Redaction = RedactionOfReplay() },
                host.Time
            );
            return plan.Strict ? new StrictBackend(backend) : backend;
        }

        var router = _backends.OpenRouter();
        Asked = router.Profiles.Resolve(plan.Request.Model);
        var addressed = new AddressedBackend(router, plan.Request.Model);
        return plan.Record is { } record
            ? new RecordingBackend(addressed, CassetteWriter.Create(record, Redaction(router.Profiles)), host.Time)
            : addressed;
    }

    /// <inheritdoc/>
    public void Dispose() => _backends.Dispose();

    // A replay goes without profile and key. Where they are there, a request that holds the key is masked as it was when it was recorded.
    private CassetteRedaction? RedactionOfReplay()
    {
        try
        {
            return Redaction(DoorBackends.ProfilesOf(host));
        }
        catch (ChatException)
        {
            return null;
        }
    }

    private CassetteRedaction Redaction(ProfileSet profiles)
    {
        var profile = profiles.Resolve(plan.Request.Model).Profile;
        return new CassetteRedaction(new SecretRedactor(ProfileSecrets.Resolve(profile, DoorBackends.Secrets(host))));
    }
}
