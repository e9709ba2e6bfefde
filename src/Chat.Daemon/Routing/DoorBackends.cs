using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Client.Secrets;
using Chat.Core.Backends;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Http;

namespace Chat.Daemon.Routing;

/// <summary>
/// The backends of a command: local models in the engine host or in this process, all others over HTTP. The HTTP side is made when a profile first needs it, for
/// setting it up would slow every local answer. Members may be called from several threads at once.
/// </summary>
/// <param name="host">The process.</param>
/// <param name="choices">How the engine runs.</param>
/// <param name="progress">Told what the user waits for; null when nobody sees it.</param>
internal sealed class DoorBackends(CommandHost host, EngineChoices choices, ProgressLine? progress)
    : IProfileBackends,
        IDisposable
{
    private readonly Lock _gate = new();
    private HttpBackends? _http;

    /// <summary>True makes every profile strict, whatever it says itself. Default: false.</summary>
    public bool Strict { get; init; }

    /// <summary>Opens the router over the user's profiles.</summary>
    /// <exception cref="Chat.Core.Errors.ChatException">The profiles file cannot be read.</exception>
    public ChatRouter OpenRouter() => new(ProfilesOf(host), this);

    /// <summary>The profiles of a user.</summary>
    /// <param name="host">The process.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">The profiles file cannot be read.</exception>
    public static ProfileSet ProfilesOf(CommandHost host) =>
        ProfileSet.Create(ProfileFile.Load(host.Settings.ProfilesFile), host.Settings.Variable);

    /// <inheritdoc/>
    public IChatBackend Open(ChatProfile profile)
    {
        var asked = Strict ? profile with { Strict = true } : profile;
        if (asked.Kind == ProfileKind.Local)
        {
            var engine =
                host.EngineHost is { } link && !choices.IsOwn
                    ? link.Open(
                        progress,
                        () => host.Engine.Open(choices, progress),
                        what => ErrorReport.Warn(host.Terminal.Error, what)
                    )
                    : host.Engine.Open(choices, progress);
            return asked.Strict ? new StrictBackend(engine) : engine;
        }

        return (host.Remote ?? new RemoteBackends(Http(), Secrets(host))).Open(asked);
    }

    /// <summary>What finds the keys of profiles.</summary>
    /// <param name="host">The process.</param>
    public static SecretResolver Secrets(CommandHost host) => new(host.Settings.SecretPlaces);

    /// <inheritdoc/>
    public void Dispose() => _http?.Dispose();

    private HttpBackends Http()
    {
        lock (_gate)
        {
            return _http ??= new HttpBackends(host.Time, host.Random);
        }
    }
}
