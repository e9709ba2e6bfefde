using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Ask;

/// <summary>Reads which model is to answer.</summary>
internal static class AskModel
{
    private const string PathEnd = ".gguf";

    /// <summary>
    /// Reads it: without a profile the reference as it was given, else <c>CHAT_MODEL</c>; with one, the model of that name there, whatever
    /// else the name may mean (<c>--profile router -m openai/x</c> is the router's <c>openai/x</c>), or the profile's own default.
    /// </summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <param name="host">The process.</param>
    /// <returns>The reference; null for the default model.</returns>
    /// <exception cref="ChatException">
    /// A name is blank: kind <see cref="ChatErrorKind.InvalidRequest"/>. There is no such profile: kind <see cref="ChatErrorKind.NotFound"/>.
    /// </exception>
    public static string? Read(AskOptions options, OptionReader reader, CommandHost host)
    {
        var model = reader.Name(options.Model);
        if (reader.Name(options.Profile) is not { } name)
        {
            return model ?? host.Settings.Model;
        }

        var profile = Find(host, name, isNeeded: reader.Text(options.Replay) is null);
        var isLocal = profile is null ? IsBuiltIn(name) : profile.Kind == ProfileKind.Local;
        return isLocal && model is not null && model.EndsWith(PathEnd, StringComparison.OrdinalIgnoreCase)
            ? model
            : $"{profile?.Name ?? name}/{model}";
    }

    private static ChatProfile? Find(CommandHost host, string name, bool isNeeded)
    {
        try
        {
            return DoorBackends.ProfilesOf(host).Get(name);
        }
        catch (ChatException) when (!isNeeded)
        {
            // A replay needs no profile: its request is compared as text.
            return null;
        }
    }

    private static bool IsBuiltIn(string profile) =>
        string.Equals(profile, ChatProfile.LocalName, StringComparison.OrdinalIgnoreCase);
}
