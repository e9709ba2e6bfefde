using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Routing;

namespace Chat.Daemon.LocalEngine;

/// <summary>Reads the model of a command that works with models in this process alone.</summary>
internal static class LocalModel
{
    private const string Variable = "CHAT_MODEL";

    /// <summary>Reads it.</summary>
    /// <param name="host">The process.</param>
    /// <param name="command">The command, for messages.</param>
    /// <param name="named">The model that the command line names; null for <c>CHAT_MODEL</c>, else the default one.</param>
    /// <returns>
    /// The reference as the engine knows it; null for its default model. That is also taken, with a warning, where <c>CHAT_MODEL</c> names a
    /// model of a server: it is there for <c>ask</c>.
    /// </returns>
    /// <exception cref="ChatException">
    /// The command line names a model of a server: kind <see cref="ChatErrorKind.InvalidRequest"/>. The profiles cannot be read, or there is no
    /// such profile: as <see cref="ProfileSet.Resolve"/>.
    /// </exception>
    public static string? Read(CommandHost host, string command, string? named)
    {
        if (named is not null)
        {
            return HasProfile(named) ? Of(DoorBackends.ProfilesOf(host).Resolve(named), command) : named;
        }

        if (host.Settings.Model is not { } standing)
        {
            return null;
        }

        var reference = DoorBackends.ProfilesOf(host).Resolve(standing);
        if (reference.Profile.Kind == ProfileKind.Local)
        {
            return reference.AskedName;
        }

        ErrorReport.Warn(
            host.Terminal.Error,
            $"{Variable} names a model of the {reference.Profile.Kind} profile '{reference.Profile.Name}', but chatd {command} works with "
                + "local models: the bundled one is taken."
        );
        return null;
    }

    // A name alone is that of a local model here, whatever the default profile is. A path begins as no profile does.
    private static bool HasProfile(string named) =>
        named.Length > 0
        && char.IsAsciiLetterOrDigit(named[0])
        && named.Contains('/', StringComparison.Ordinal)
        && !named.StartsWith(ChatProfile.LocalName + "/", StringComparison.Ordinal);

    private static string Of(ModelReference reference, string command) =>
        reference.Profile.Kind == ProfileKind.Local
            ? reference.AskedName
            : throw UsageError.Create(
                $"chatd {command} works with local models only, and '{reference.Profile.Name}' is a profile of kind {reference.Profile.Kind}.",
                "Name a model as local/NAME, or give the path of a .gguf file; chatd models list shows those that are here."
            );
}
