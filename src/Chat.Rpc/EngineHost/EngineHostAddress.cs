using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Rpc.EngineHost;

/// <summary>Where the engine host of a user is: its socket (on Windows its pipe), its lock and its logs.</summary>
public sealed record EngineHostAddress
{
    // What the path of a socket may take, its final zero aside: 107 bytes on Linux, 103 on macOS.
    private const int MaxSocketPath = 103;

    // The socket is bound under a longer name first.
    private const string NewSuffix = ".new";

    private const int HashLength = 12;

    private EngineHostAddress(string runFolder, string name, bool windows)
    {
        RunFolder = runFolder;
        IsPipe = windows;
        LockFile = Path.Combine(runFolder, $"{name}.lock");
        if (windows)
        {
            Endpoint = $"chat-{name}-{Hash(runFolder.ToUpperInvariant())}";
            return;
        }

        var path = Path.Combine(runFolder, $"{name}.sock");
        Endpoint =
            Encoding.UTF8.GetByteCount(path) + NewSuffix.Length <= MaxSocketPath
                ? path
                : Path.Combine(ShortFolder(), $"chat-{Hash(runFolder)}", $"{name}.sock");
    }

    /// <summary>The folder of the lock, the logs and usually the socket. An absolute path.</summary>
    public string RunFolder { get; }

    /// <summary>The path of the socket, or the name of the pipe.</summary>
    public string Endpoint { get; }

    /// <summary>True for a named pipe of Windows.</summary>
    public bool IsPipe { get; }

    /// <summary>The file that a host holds locked as long as it takes requests.</summary>
    public string LockFile { get; }

    /// <summary>Where a host binds its socket before it takes the place of an old one.</summary>
    public string NewEndpoint => Endpoint + NewSuffix;

    /// <summary>Finds the address.</summary>
    /// <param name="runFolder">The folder of running processes; need not exist.</param>
    /// <param name="nativeFolder">The folder of the llama.cpp libraries; null for those beside the program. Hosts with others do not mix.</param>
    /// <param name="windows">True for a named pipe of Windows.</param>
    public static EngineHostAddress Of(string runFolder, string? nativeFolder, bool windows)
    {
        ArgumentNullException.ThrowIfNull(runFolder);
        var name = nativeFolder is null ? "engine" : $"engine-{Hash(Whole(nativeFolder))}";
        return new EngineHostAddress(Whole(runFolder), name, windows);
    }

    /// <summary>The log of a host.</summary>
    /// <param name="processId">Its process.</param>
    public string LogFile(int processId) =>
        Path.Combine(RunFolder, string.Create(CultureInfo.InvariantCulture, $"engine-{processId}.log"));

    /// <summary>Makes the folders, for this user alone.</summary>
    /// <exception cref="Chat.Core.Errors.ChatException">
    /// A folder is somebody else's; or, with an <see cref="EngineHostUnavailableException"/> as its cause, it cannot be made.
    /// </exception>
    public void Prepare()
    {
        PrivateFolder.Make(RunFolder);
        if (
            !IsPipe
            && Path.GetDirectoryName(Endpoint) is { } folder
            && !string.Equals(folder, RunFolder, StringComparison.Ordinal)
        )
        {
            PrivateFolder.Make(folder);
        }
    }

    // The same for every process of the user, whatever TMPDIR says to one of them.
    private static string ShortFolder() => Directory.Exists("/tmp") ? "/tmp" : Path.GetTempPath();

    private static string Whole(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
