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
        var file = ProfileFile.Load(host.Settings.ProfilesFile);
        var old = file.Profiles.FirstOrDefault(profile =>
            string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase)
        );
        if (old is not null && !reader.IsSet(options.Replace))
        {
            throw UsageError.Create(
                $"There is a profile '{old.Name}' already.",
                $"Choose another name, or give {options.Replace.Name}."
            );
        }

        var changed = Checked(() => file.Add(ProfileDraft.Read(options, reader, name)), options, name);
        changed = reader.IsSet(options.Default) ? changed with { Default = name } : changed;
        changed.Save();
        new Utf8Output(host.Terminal.Output).WriteLine(
            $"{(old is null ? "Added" : "Replaced")} the profile '{name}' in {file.Path}."
        );
        WarnOfKeys(
            host,
            changed.Profiles.First(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase))
        );
        return ExitCodes.Success;
    }

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

    // The rules are stated in one place, in the words of the file; here a key gets the name of its option.
    private static ProfileFile Checked(Func<ProfileFile> add, AddOptions options, string name)
    {
        try
        {
            return add();
        }
        catch (ChatException error) when (error.Kind == ChatErrorKind.InvalidRequest)
        {
            var message = error.Message;
            foreach (var (key, option) in OptionsOf(options))
            {
                var place = $"profiles.{name}.{key}";
                if (message.StartsWith(place, StringComparison.Ordinal))
                {
                    throw UsageError.Create(option.Name + message[place.Length..], error.Advice);
                }
            }

            throw;
        }
    }

    private static (string Key, Option Option)[] OptionsOf(AddOptions options) =>
        [
            ("kind", options.Kind),
            ("url", options.Address),
            ("key", options.Key),
            ("model", options.Model),
            ("strict", options.Strict),
            ("organization", options.Organization),
            ("project", options.Project),
            ("apiVersion", options.ApiVersion),
            ("deployments", options.Deployment),
            ("headers", options.Header),
            ("retries", options.Retries),
            ("proxy", options.Proxy),
        ];
}
