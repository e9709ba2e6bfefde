using System.CommandLine;
using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Profiles;

/// <summary><c>chatd profiles add</c>: puts a profile into the file.</summary>
internal static class AddCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CommandHost host)
    {
        var command = new Command("add", "Add a profile to the profiles file.");
        var options = new AddOptions();
        options.AddTo(command);
        command.SetAction(result =>
            Add(host, options, new OptionReader(result), result.GetRequiredValue(options.Name))
        );
        return command;
    }

    private static int Add(CommandHost host, AddOptions options, OptionReader reader, string name)
    {
        var draft = ProfileDraft.Read(options, reader, name);
        ChatProfile? old = null;
        var changed = ProfileFile.Change(
            host.Settings.ProfilesFile,
            file =>
            {
                old = file.Profiles.FirstOrDefault(profile => Same(profile.Name, name));
                if (old is not null && !reader.IsSet(options.Replace))
                {
                    throw UsageError.Create(
                        $"There is a profile '{old.Name}' already.",
                        $"Choose another name, or give {options.Replace.Name}."
                    );
                }

                var with = AddFaults.InOptions(() => file.Add(draft), options, name);
                return reader.IsSet(options.Default) ? with with { Default = name } : with;
            }
        );
        new Utf8Output(host.Terminal.Output).WriteLine(
            $"{(old is null ? "Added" : "Replaced")} the profile '{name}' in {changed.Path}."
        );
        WarnOfKeys(host, changed.Profiles.First(profile => Same(profile.Name, name)));
        return ExitCodes.Success;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // The key may be put in its place later.
    private static void WarnOfKeys(CommandHost host, ChatProfile profile)
    {
        try
        {
            ProfileSecrets.Resolve(profile, DoorBackends.Secrets(host));
        }
        catch (ChatException error)
        {
            ErrorReport.Warn(host.Terminal.Error, $"{error.Message} {error.Advice}");
        }
    }
}
