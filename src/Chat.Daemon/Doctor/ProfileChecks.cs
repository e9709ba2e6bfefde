using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Doctor;

/// <summary>Checks the profiles and whether their keys are in place. Nothing is sent: that is what <c>chatd profiles test</c> does.</summary>
/// <param name="host">The process.</param>
internal sealed class ProfileChecks(CommandHost host)
{
    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes the checks.</summary>
    public IReadOnlyList<Finding> Run()
    {
        ProfileSet profiles;
        try
        {
            profiles = DoorBackends.ProfilesOf(host);
        }
        catch (ChatException error)
        {
            return [new Finding($"profiles: {error.Message}", error.Advice)];
        }

        return
        [
            CheckFile(profiles),
            CheckDefault(profiles),
            .. profiles.Broken.Select(broken => new Finding(
                $"profile {broken.Name}: {broken.Fault.Message}",
                broken.Fault.Advice
            )),
            .. profiles.Profiles.SelectMany(CheckKeys),
        ];
    }

    private Finding CheckFile(ProfileSet profiles)
    {
        var path = host.Settings.ProfilesFile;

        // Whatever else stands there, such as a folder or a link that leads nowhere, was refused when the profiles were read.
        if (!File.Exists(path))
        {
            return new Finding($"profiles: no file {path} (none is needed; chatd profiles add makes it)");
        }

        // Whoever may write it could send the keys elsewhere. To read it harms nobody: no key is in it.
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMayWrite) != UnixFileMode.None)
        {
            return new Finding(
                $"profiles: {path} may be written by other users, who could send your keys to a server of theirs",
                $"Close it to them: chmod 600 {path}"
            );
        }

        var count = profiles.Profiles.Count(profile => profile.Origin == ProfileOrigin.File);
        return new Finding($"profiles: {path} (profiles in it: {count})");
    }

    private static Finding CheckDefault(ProfileSet profiles)
    {
        try
        {
            return new Finding($"default profile: {profiles.Default.Name}");
        }
        catch (ChatException error)
        {
            return new Finding($"default profile: {error.Message}", error.Advice);
        }
    }

    private IEnumerable<Finding> CheckKeys(ChatProfile profile)
    {
        var resolver = DoorBackends.Secrets(host);
        foreach (var reference in ProfileSecrets.Of(profile))
        {
            Finding found;
            try
            {
                resolver.Resolve(reference);
                found = new Finding($"profile {profile.Name}: {reference} holds a key");
            }
            catch (ChatException error)
            {
                found = new Finding($"profile {profile.Name}: {error.Message}", error.Advice);
            }

            yield return found;
        }
    }
}
