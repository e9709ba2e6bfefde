using System.Text;
using System.Text.Unicode;
using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>Reads the names in a file: metadata keys and tensor names.</summary>
internal static class GgufNames
{
    /// <summary>Reads a length and a name of printable UTF-8.</summary>
    /// <param name="cursor">Stands on the length.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <param name="most">The most bytes of a name.</param>
    /// <param name="field">What the name is of, for the message.</param>
    /// <exception cref="ChatException">The name is empty, too long, not UTF-8, not printable, or cut short.</exception>
    public static string Read(GgufCursor cursor, GgufFaults faults, int most, string field)
    {
        var at = cursor.Position;
        var length = cursor.ReadLength(most, field);
        if (length == 0)
        {
            throw faults.Invalid($"{field} at byte {at} is empty");
        }

        var bytes = cursor.Read((int)length, field);
        if (!Utf8.IsValid(bytes))
        {
            throw faults.Invalid($"{field} at byte {at} is not UTF-8");
        }

        var name = Encoding.UTF8.GetString(bytes);
        foreach (var character in name)
        {
            if (!GgufFaults.IsPrintable(character))
            {
                throw faults.Invalid($"{field} at byte {at} holds the unprintable character U+{(int)character:X4}");
            }
        }

        return name;
    }
}
