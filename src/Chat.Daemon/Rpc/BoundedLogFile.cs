using System.Text;
using Chat.Core.Errors;

namespace Chat.Daemon.Rpc;

/// <summary>A log file that begins anew when it is full. What is there when it is opened stays, up to that. Several processes may write to it, a line at a time.</summary>
internal sealed class BoundedLogFile : TextWriter
{
    /// <summary>The most bytes: 10 MiB.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    private readonly FileStream _file;

    private BoundedLogFile(FileStream file) => _file = file;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Opens a file, and makes it if it is not there; only its owner may read a new one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ChatException">It cannot be written: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static BoundedLogFile Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new BoundedLogFile(new FileStream(path, options));
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The log file {path} cannot be written: {error.Message.TrimEnd('.')}.",
                "Name a file in a folder that you may write to, or stderr.",
                error
            );
        }
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be written.</exception>
    public override void Write(string? value)
    {
        var bytes = Encoding.UTF8.GetBytes(value ?? "");
        // Another process may have written to it since.
        if (_file.Seek(0, SeekOrigin.End) + bytes.Length > MaxBytes)
        {
            _file.SetLength(0);
            _file.Seek(0, SeekOrigin.Begin);
        }

        _file.Write(bytes);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
