using Chat.Daemon.Settings;

namespace Chat.Daemon.Doctor;

/// <summary>Checks the folders that this program keeps its files in.</summary>
internal static class FolderChecks
{
    private const string OtherHome = "or set CHAT_HOME to another folder.";

    /// <summary>Checks the folder of the user's models, which need not exist.</summary>
    /// <param name="folders">The folders.</param>
    public static Finding Models(ChatFolders folders)
    {
        var models = folders.Models;
        if (File.Exists(models))
        {
            return new Finding($"models folder: {models} is a file", $"Move that file away, {OtherHome}");
        }

        if (!Directory.Exists(models))
        {
            return new Finding($"models folder: {models} (none yet; a GGUF file put there is found by its name)");
        }

        try
        {
            var count = Directory.EnumerateFiles(models, "*.gguf").Count();
            return new Finding($"models folder: {models} ({count} GGUF files)");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding(
                $"models folder: {models} cannot be read",
                $"Give yourself the right to read it, {OtherHome}"
            );
        }
    }

    /// <summary>Checks that the cache folder can be written, by writing a file and taking it away again.</summary>
    /// <param name="folders">The folders.</param>
    public static Finding Cache(ChatFolders folders)
    {
        try
        {
            Directory.CreateDirectory(folders.Cache);
            var probe = Path.Combine(folders.Cache, Path.GetRandomFileName());
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return new Finding($"cache folder: {folders.Cache}");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding(
                $"cache folder: {folders.Cache} cannot be written, so model files are checked again each time",
                $"Give yourself the right to write it, {OtherHome}"
            );
        }
    }

    /// <summary>Says where the settings and the files of running processes lie.</summary>
    /// <param name="folders">The folders.</param>
    public static Finding Home(ChatFolders folders) =>
        File.Exists(folders.Config)
            ? new Finding($"home: {folders.Config} is a file", $"Move that file away, {OtherHome}")
            : new Finding($"home: settings in {folders.Config}, running processes in {folders.Run}");
}
