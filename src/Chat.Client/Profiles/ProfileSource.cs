using System.Text;
using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>The text of a profiles file and how faults in it are told.</summary>
/// <param name="path">The file's path, for messages; null when the text was not read from a file.</param>
/// <param name="utf8">The text without a byte order mark; valid UTF-8.</param>
internal sealed class ProfileSource(string? path, ReadOnlyMemory<byte> utf8)
{
    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>A fault of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <returns>The exception to throw, of kind <see cref="ChatErrorKind.InvalidRequest"/>.</returns>
    public ChatException At(PlacedJson value, ProfileFault fault) => At(value.Offset, value.Path, fault);

    /// <summary>A fault at a place.</summary>
    /// <param name="offset">The place, in bytes from the start.</param>
    /// <param name="keys">The keys that lead there; empty for the whole file.</param>
    /// <param name="fault">What is wrong there.</param>
    /// <returns>The exception to throw, of kind <see cref="ChatErrorKind.InvalidRequest"/>.</returns>
    public ChatException At(int offset, string keys, ProfileFault fault)
    {
        var subject = keys.Length == 0 ? "the file" : keys;
        var place = path is null ? "" : $"{path}:{LineAndColumn(offset)}: ";
        return new ChatException(ChatErrorKind.InvalidRequest, $"{place}{subject} {fault.What}.", fault.Advice);
    }

    /// <summary>The offset of a place that a JSON reader gives.</summary>
    /// <param name="line">The line, from 0.</param>
    /// <param name="column">The byte in the line, from 0.</param>
    public int OffsetOf(long line, long column)
    {
        var offset = 0;
        for (; line > 0 && utf8.Span[offset..].IndexOf((byte)'\n') is >= 0 and var end; line--)
        {
            offset += end + 1;
        }

        return (int)Math.Min(offset + column, utf8.Length);
    }

    // Both from 1, the column in characters, as editors count.
    private string LineAndColumn(int offset)
    {
        var before = utf8.Span[..offset];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return $"{line}:{column}";
    }
}
