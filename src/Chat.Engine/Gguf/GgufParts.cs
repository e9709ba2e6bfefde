using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>
/// Models in several files, named <c>NAME-00001-of-00003.gguf</c> and so on. The native loader reads the number of a part as a 16-bit
/// value and aborts on any other type.
/// </summary>
internal static class GgufParts
{
    private const string CountKey = "split.count";
    private const string NumberKey = "split.no";

    /// <summary>The paths of the other parts of a model, from the second on; none for a model in one file.</summary>
    /// <param name="first">The header of the first part.</param>
    /// <param name="path">The path of the first part.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <exception cref="ChatException">The file is not the first part, or its name does not fit its count.</exception>
    public static IReadOnlyList<string> Others(GgufHeader first, string path, GgufFaults faults)
    {
        if (!first.Metadata.ContainsKey(CountKey))
        {
            return [];
        }

        var count = ReadNumber(first, CountKey, faults);
        if (count <= 1)
        {
            return [];
        }

        var number = ReadNumber(first, NumberKey, faults);
        var ending = Ending(number, count);
        if (number != 0 || !path.EndsWith(ending, StringComparison.Ordinal))
        {
            throw faults.NotAModel(
                $"is part {number + 1} of {count} and must be given as the first, under its own name",
                $"Give the file whose name ends in \"{Ending(0, count)}\", with the other parts beside it."
            );
        }

        var others = new string[count - 1];
        for (var part = 1; part < count; part++)
        {
            others[part - 1] = path[..^ending.Length] + Ending(part, count);
        }

        return others;
    }

    /// <summary>Refuses a part whose own number is another.</summary>
    /// <param name="part">The header of the part.</param>
    /// <param name="number">The number it should have, counted from 0.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <exception cref="ChatException">The number is missing, of another type, or another.</exception>
    public static void CheckNumber(GgufHeader part, int number, GgufFaults faults)
    {
        var found = ReadNumber(part, NumberKey, faults);
        if (found != number)
        {
            throw faults.Invalid($"{NumberKey} is {found}, not {number} as its name says");
        }
    }

    private static int ReadNumber(GgufHeader header, string key, GgufFaults faults) =>
        header.Metadata.GetValueOrDefault(key) is { Type: GgufValueType.UInt16, Integer: { } number }
            ? (int)number
            : throw faults.Invalid($"{key} is missing or not of the type {GgufValueType.UInt16}");

    private static string Ending(int number, int count) => $"-{number + 1:D5}-of-{count:D5}.gguf";
}
