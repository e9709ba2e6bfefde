using Chat.Core.Errors;

namespace Chat.Rpc.EngineHost;

/// <summary>Folders that only this user may enter.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, or makes one that is there private.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ChatException">
    /// It is somebody else's: kind <see cref="ChatErrorKind.Permission"/>; or, with an <see cref="EngineHostUnavailableException"/> as its
    /// cause, it cannot be made.
    /// </exception>
    public static void Make(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                // Below the user's own profile, whose access list it takes over.
                Directory.CreateDirectory(path);
                return;
            }

            if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path, Own);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw EngineHostFaults.NoPlace($"The folder {path} cannot be made: {error.Message.TrimEnd('.')}.", error);
        }

        Tighten(path);
    }

    private static void Tighten(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            if (
                string.Equals(Path.GetDirectoryName(path), "/tmp", StringComparison.Ordinal)
                && new DirectoryInfo(path).LinkTarget is not null
            )
            {
                throw EngineHostFaults.Foreign(path);
            }

            // Only its owner may do this, so it tells whose folder it is, too.
            File.SetUnixFileMode(path, Own);
            if (File.GetUnixFileMode(path) != Own)
            {
                throw EngineHostFaults.NoPlace(
                    $"The folder {path} cannot be closed to other users: its file system has no permissions.",
                    cause: null
                );
            }
        }
        catch (UnauthorizedAccessException)
        {
            throw EngineHostFaults.Foreign(path);
        }
        catch (IOException error)
        {
            throw EngineHostFaults.NoPlace($"The folder {path} cannot be used: {error.Message.TrimEnd('.')}.", error);
        }
    }
}
