using Chat.Client.Secrets;

namespace Chat.Daemon.Settings;

/// <summary>What the environment says, read once when the process starts. Nothing else reads the environment.</summary>
internal sealed record ChatSettings
{
    /// <summary>Where this program keeps its files.</summary>
    public required ChatFolders Folders { get; init; }

    /// <summary>The model to use when a command names none (<c>CHAT_MODEL</c>); null for the bundled one.</summary>
    public string? Model { get; init; }

    /// <summary>The folder of the llama.cpp libraries (<c>CHAT_NATIVE</c>); null for the one beside the program.</summary>
    public string? NativeFolder { get; init; }

    /// <summary>
    /// The value of an environment variable by name, for what names its variable elsewhere: the keys of profiles. Null when it is not
    /// set.
    /// </summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The user's home folder; empty when there is none.</summary>
    public string UserFolder { get; init; } = "";

    /// <summary>The file of profiles, which need not exist.</summary>
    public string ProfilesFile => Path.Combine(Folders.Config, "profiles.json");

    /// <summary>Where the keys of profiles are looked for.</summary>
    public SecretPlaces SecretPlaces =>
        new()
        {
            Environment = Variable,
            ConfigFolder = Folders.Config,
            HomeFolder = UserFolder,
        };

    /// <summary>Reads the settings.</summary>
    /// <param name="environment">The value of an environment variable by name; null when it is not set.</param>
    /// <param name="userFolder">The user's home folder; empty when there is none.</param>
    public static ChatSettings Read(Func<string, string?> environment, string userFolder) =>
        new()
        {
            Folders = ChatFolders.Find(environment, userFolder, OperatingSystem.IsWindows()),
            Model = Value(environment, "CHAT_MODEL"),
            Variable = environment,
            UserFolder = userFolder,
            NativeFolder = Value(environment, "CHAT_NATIVE") is { } folder ? Path.GetFullPath(folder) : null,
        };

    /// <summary>A variable's value; null when it is not set or blank.</summary>
    /// <param name="environment">The value of an environment variable by name.</param>
    /// <param name="name">The variable.</param>
    internal static string? Value(Func<string, string?> environment, string name) =>
        environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
