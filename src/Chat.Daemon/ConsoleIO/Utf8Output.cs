using System.Buffers;
using System.Text;

namespace Chat.Daemon.ConsoleIO;

/// <summary>Writes text to standard output as UTF-8 without a byte order mark; each write goes out at once.</summary>
/// <param name="stream">Where the bytes go.</param>
internal sealed class Utf8Output(Stream stream)
{
    private const string LineFeed = "\n";

    /// <summary>True once something has been written.</summary>
    public bool HasText { get; private set; }

    /// <summary>True when the last thing written was a line feed.</summary>
    public bool EndsLine { get; private set; }

    /// <summary>Writes text.</summary>
    /// <param name="text">The text; half a surrogate pair is written as U+FFFD.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void Write(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var count = Encoding.UTF8.GetBytes(text, buffer);
            stream.Write(buffer, 0, count);
            stream.Flush();
        }
        catch (IOException error)
        {
            throw new OutputException(error);
        }
        catch (UnauthorizedAccessException error)
        {
            // What the process was started with in place of standard output is not open for writing.
            throw new OutputException(error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        HasText = true;
        EndsLine = text[^1] == '\n';
    }

    /// <summary>Writes text and a line feed, in one write.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void WriteLine(string text) => Write(text + LineFeed);

    /// <summary>Writes a line feed unless the last line is ended already.</summary>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void EndLine()
    {
        if (!EndsLine)
        {
            Write(LineFeed);
        }
    }
}
