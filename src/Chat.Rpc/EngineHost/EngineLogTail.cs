using System.Text;

namespace Chat.Rpc.EngineHost;

/// <summary>The end of a host's log, for the text of an error.</summary>
internal static class EngineLogTail
{
    /// <summary>The most lines.</summary>
    public const int MaxLines = 20;

    /// <summary>The most characters of all of it.</summary>
    public const int MaxLength = 4000;

    private const int MaxLineLength = 300;
    private const int MaxBytes = 16 * 1024;

    /// <summary>Reads the last lines.</summary>
    /// <param name="path">The log.</param>
    /// <returns>The lines with <c> | </c> between, without control characters; empty when there is nothing or it cannot be read.</returns>
    public static string Read(string path)
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var start = Math.Max(0, file.Length - MaxBytes);
            file.Seek(start, SeekOrigin.Begin);
            var bytes = new byte[MaxBytes];
            var length = file.ReadAtLeast(bytes, MaxBytes, throwOnEndOfStream: false);
            return Clean(Encoding.UTF8.GetString(bytes, 0, length), isCut: start > 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // An error about an error helps nobody.
            return "";
        }
    }

    /// <summary>The last lines of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">True when its first line is the rest of one.</param>
    public static string Clean(string text, bool isCut)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n')
            .Skip(isCut ? 1 : 0)
            .Select(line => Line(line))
            .Where(line => line.Length > 0)
            .TakeLast(MaxLines)
            .ToArray();
        var all = string.Join(" | ", lines);
        return all.Length <= MaxLength ? all : "…" + all[^MaxLength..];
    }

    private static string Line(string line)
    {
        var clean = string.Concat(line.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return clean.Length <= MaxLineLength ? clean : clean[..MaxLineLength] + "…";
    }
}
