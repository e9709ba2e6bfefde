namespace Chat.Daemon.Settings;

/// <summary>Where this program keeps its files. Finding them makes none of them: a folder is made when something is put into it.</summary>
/// <param name="Config">Settings that a person writes.</param>
/// <param name="Models">GGUF files of the user.</param>
/// <param name="Cache">What can be made again.</param>
/// <param name="Run">Sockets and tokens of running processes.</param>
internal sealed record ChatFolders(string Config, string Models, string Cache, string Run)
{
    private const string Name = "chat";

    /// <summary>
    /// Finds the folders: under <c>CHAT_HOME</c> when it is set; else by the XDG variables, or on Windows under <c>%APPDATA%</c> and
    /// <c>%LOCALAPPDATA%</c>.
    /// </summary>
    /// <param name="environment">The value of an environment variable by name; null when it is not set.</param>
    /// <param name="userFolder">The user's home folder; empty when there is none, and then the folders are temporary ones.</param>
    /// <param name="windows">True for the folders of Windows.</param>
    public static ChatFolders Find(Func<string, string?> environment, string userFolder, bool windows)
    {
        if (ChatSettings.Value(environment, "CHAT_HOME") is { } home)
        {
            return Under(Path.GetFullPath(home));
        }

        if (userFolder.Length == 0)
        {
            return Under(Path.Combine(Path.GetTempPath(), Name));
        }

        return windows ? OnWindows(environment, userFolder) : OnUnix(environment, userFolder);
    }

    private static ChatFolders Under(string home) =>
        new(
            Path.Combine(home, "config"),
            Path.Combine(home, "data", "models"),
            Path.Combine(home, "cache"),
            Path.Combine(home, "run")
        );

    private static ChatFolders OnWindows(Func<string, string?> environment, string userFolder)
    {
        var roaming = Rooted(environment, "APPDATA") ?? Path.Combine(userFolder, "AppData", "Roaming");
        var local = Rooted(environment, "LOCALAPPDATA") ?? Path.Combine(userFolder, "AppData", "Local");
        return new ChatFolders(
            Path.Combine(roaming, Name, "config"),
            Path.Combine(local, Name, "data", "models"),
            Path.Combine(local, Name, "cache"),
            Path.Combine(local, Name, "run")
        );
    }

    private static ChatFolders OnUnix(Func<string, string?> environment, string userFolder)
    {
        var config = Rooted(environment, "XDG_CONFIG_HOME") ?? Path.Combine(userFolder, ".config");
        var data = Rooted(environment, "XDG_DATA_HOME") ?? Path.Combine(userFolder, ".local", "share");
        var cache = Rooted(environment, "XDG_CACHE_HOME") ?? Path.Combine(userFolder, ".cache");
        var run = Rooted(environment, "XDG_RUNTIME_DIR");
        return new ChatFolders(
            Path.Combine(config, Name),
            Path.Combine(data, Name, "models"),
            Path.Combine(cache, Name),
            run is null ? Path.Combine(cache, Name, "run") : Path.Combine(run, Name)
        );
    }

    // The XDG specification asks for relative paths to be ignored.
    private static string? Rooted(Func<string, string?> environment, string name) =>
        ChatSettings.Value(environment, name) is { } path && Path.IsPathFullyQualified(path) ? path : null;
}
