using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Text;

/// <summary>Generators of text over few characters, so that stop strings and cut sequences come up often.</summary>
internal static class TextGenerators
{
    private static readonly string[] Characters = ["a", "b", "ab", "aab", "é", "€", "😀", "😁", "\uFFFD"];

    // Whole bytes, leading bytes of every length, continuation bytes, and bytes that are never UTF-8.
    private static readonly byte[] Bytes =
    [
        .. "aé€😀"u8,
        0x80,
        0xBF,
        0xC0,
        0xC3,
        0xE0,
        0xE2,
        0xED,
        0xA0,
        0xF0,
        0xF4,
        0x90,
        0xFF,
    ];

    public static Gen<string> Text { get; } = Gen.Elements(Characters).ListOf().Select(parts => string.Concat(parts));

    public static Gen<byte[]> AnyBytes { get; } = Gen.Elements(Bytes).ArrayOf();

    /// <summary>Lengths of pieces, 0 included.</summary>
    public static Gen<int[]> Cuts { get; } = Gen.Choose(0, 7).ArrayOf();

    public static Gen<string[]> Stops { get; } =
        Gen.Choose(1, 4)
            .SelectMany(count => Gen.Elements(Characters).ArrayOf(count).Select(string.Concat))
            .ArrayOf()
            .Select(stops => stops.Take(5).ToArray());

    /// <summary>The whole, cut into pieces of the given lengths and a last piece of what is left.</summary>
    public static List<T[]> Cut<T>(IReadOnlyList<T> whole, int[] lengths)
    {
        var pieces = new List<T[]>();
        var start = 0;
        foreach (var length in lengths)
        {
            pieces.Add([.. whole.Skip(start).Take(length)]);
            start = Math.Min(whole.Count, start + length);
        }

        pieces.Add([.. whole.Skip(start)]);
        return pieces;
    }
}
