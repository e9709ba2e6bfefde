using Chat.Daemon.Settings;

namespace Chat.Daemon.Tests.Support;

/// <summary>A door with a home folder of its own, and an environment that a test fills.</summary>
internal sealed class HomeDoor : IDisposable
{
    private readonly TempFolder _home = new();

    public HomeDoor() => Environment["CHAT_HOME"] = _home.Path;

    public Door Door { get; } = new();

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string ProfilesFile => Path.Combine(_home.Path, "config", "profiles.json");

    public string File(string name) => _home.File(name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>Writes the profiles file.</summary>
    /// <param name="profiles">The members of its <c>profiles</c>.</param>
    public void WriteProfiles(string profiles)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ProfilesFile)!);
        System.IO.File.WriteAllText(ProfilesFile, $$"""{"profiles":{ {{profiles}} } }""");
    }

    /// <summary>The process as commands see it, with the environment as it is now.</summary>
    public CommandHost Host
    {
        get
        {
            Door.Settings = ChatSettings.Read(name => Environment.GetValueOrDefault(name), _home.Path);
            return Door.Host;
        }
    }

    public Task<int> RunAsync(params string[] arguments)
    {
        Door.Settings = Host.Settings;
        return Door.RunAsync(arguments);
    }

    public void Dispose()
    {
        Door.Dispose();
        _home.Dispose();
    }
}
