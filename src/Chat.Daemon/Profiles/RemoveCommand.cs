using System.CommandLine;
using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Profiles;

/// <summary><c>chatd profiles remove</c>: takes a profile out of the file.</summary>
internal static class RemoveCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CommandHost host)
    {
        var command = new Command("remove", "Take a profile out of the profiles file.");
        var name = new Argument<string>("name") { Description = "The profile's name." };
        command.Add(name);
        command.SetAction(result => Remove(host, result.GetRequiredValue(name)));
        return command;
    }

    private static int Remove(CommandHost host, string name)
    {
        var changed = ProfileFile.Change(
            host.Settings.ProfilesFile,
            file =>
                !file.Profiles.Any(profile => Same(profile.Name, name)) && FindReadyMade(host, name) is { } ready
                    ? throw IsReadyMade(ready, file.Path)
                    : file.Remove(name)
        );
        new Utf8Output(host.Terminal.Output).WriteLine($"Removed the profile '{name}' from {changed.Path}.");
        return ExitCodes.Success;
    }

    private static ChatException IsReadyMade(ChatProfile ready, string path) =>
        new(
            ChatErrorKind.NotFound,
            $"The profile '{ready.Name}' is not in {path}: "
                + (ready.Origin == ProfileOrigin.BuiltIn ? "it is built in." : "the environment makes it."),
            ready.Origin == ProfileOrigin.BuiltIn ? "Leave it: it does no harm." : "Unset the variables that make it."
        );

    private static ChatProfile? FindReadyMade(CommandHost host, string name) =>
        DoorBackends.ProfilesOf(host).Profiles.FirstOrDefault(profile => Same(profile.Name, name));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
