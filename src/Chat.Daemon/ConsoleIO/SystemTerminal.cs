// The one file that touches the console: everything else gets an ITerminal.
#pragma warning disable RS0030

using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chat.Daemon.ConsoleIO;

/// <summary>The standard streams of this process.</summary>
/// <remarks>Streams are opened when first asked for, and no terminal database is read: both would be paid for by every start.</remarks>
internal sealed class SystemTerminal : ITerminal
{
    private const int StandardOutputDescriptor = 1;
    private const int StandardErrorDescriptor = 2;
    private const int DefaultWidth = 80;

    private Stream? _output;
    private TextWriter? _error;

    /// <inheritdoc/>
    public bool IsInputRedirected => Console.IsInputRedirected;

    /// <inheritdoc/>
    public bool IsOutputRedirected => Console.IsOutputRedirected;

    /// <inheritdoc/>
    public bool IsErrorRedirected => Console.IsErrorRedirected;

    /// <inheritdoc/>
    public int Width
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 0 and var width ? width : DefaultWidth;
            }
            catch (IOException)
            {
                // Windows throws where there is no console window.
                return DefaultWidth;
            }
        }
    }

    /// <inheritdoc/>
    public Stream Output => _output ??= OpenOutput();

    /// <inheritdoc/>
    public TextWriter Error =>
        _error ??= new StreamWriter(new BestEffortStream(OpenError()), new UTF8Encoding(false)) { AutoFlush = true };

    /// <inheritdoc/>
    public Stream TakeOutput() =>
        StandardDescriptors.TakeOutput() is { } taken ? new FileStream(taken, FileAccess.Write, bufferSize: 0) : Output;

    /// <inheritdoc/>
    public Stream OpenInput() => Console.OpenStandardInput();

    // The console's own stream hides that the reader of a pipe has gone away, and then an answer nobody reads would be computed to its
    // end; and on a terminal it first loads the terminal database and sends codes of its own. A file stream does neither, but keeps a
    // position of its own, which is wrong for a file that other processes write too: so it is used for pipes and terminals only.
    // Windows gives no descriptor to open, and keeps the console's stream.
    private static Stream OpenOutput() => OpenPlain(StandardOutputDescriptor) ?? Console.OpenStandardOutput();

    // For a pipe the console's stream is right here: that nobody reads what went wrong must not become another failure.
    private static Stream OpenError() =>
        (Console.IsErrorRedirected ? null : OpenPlain(StandardErrorDescriptor)) ?? Console.OpenStandardError();

    private static FileStream? OpenPlain(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var stream = new FileStream(
                new SafeFileHandle(descriptor, ownsHandle: false),
                FileAccess.Write,
                bufferSize: 0
            );
            return stream.CanSeek ? null : stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Nothing is open there: the console's stream reports that at the first write.
            return null;
        }
    }
}
