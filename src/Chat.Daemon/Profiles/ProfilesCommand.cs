using System.CommandLine;
using System.Text.Json;
using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Profiles;

/// <summary><c>chatd profiles</c>: the servers there are, and whether they answer.</summary>
internal static class ProfilesCommand
{
    /// <summary>Gives a command the subcommands of <c>profiles</c>. Without one it lists.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        command.Add(List(host));
        command.Add(AddCommand.Create(host));
        command.Add(RemoveCommand.Create(host));
        command.Add(TestCommand.Create(host));
        // The same option on the command itself, so that "profiles --json" lists too.
        var json = NewOption.Flag("--json", "Print a JSON array.");
        command.Add(json);
        command.SetAction(result => ListProfiles(host, result.GetValue(json)));
    }

    private static Command List(CommandHost host)
    {
        var command = new Command("list", "List the profiles of the file, the environment and this program.");
        var json = NewOption.Flag("--json", "Print a JSON array.");
        command.Add(json);
        command.SetAction(result => ListProfiles(host, result.GetValue(json)));
        return command;
    }

    private static int ListProfiles(CommandHost host, bool json)
    {
        var profiles = DoorBackends.ProfilesOf(host);
        IReadOnlyList<ProfileSummary> summaries =
        [
            .. profiles.Profiles.Select(profile => ProfileSummary.Of(profile, profiles.DefaultName)),
        ];
        new Utf8Output(host.Terminal.Output).Write(
            json
                ? JsonSerializer.Serialize(summaries, ProfilesJsonContext.Readable.IReadOnlyListProfileSummary) + "\n"
                : ProfileSummary.Table(summaries, host.Terminal)
        );
        foreach (var broken in profiles.Broken)
        {
            ErrorReport.Warn(
                host.Terminal.Error,
                $"The profile '{broken.Name}' cannot be used: {broken.Fault.Message} {broken.Fault.Advice}"
            );
        }

        if (!profiles.Contains(profiles.DefaultName))
        {
            WarnOfDefault(host, profiles);
        }

        return ExitCodes.Success;
    }

    private static void WarnOfDefault(CommandHost host, ProfileSet profiles)
    {
        try
        {
            _ = profiles.Default;
        }
        catch (ChatException error)
        {
            ErrorReport.Warn(host.Terminal.Error, $"{error.Message} {error.Advice}");
        }
    }
}
