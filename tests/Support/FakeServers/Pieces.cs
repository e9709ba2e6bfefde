namespace Chat.Testing.FakeServers;

/// <summary>Ways to cut a body into pieces. None of them gives an empty piece.</summary>
public static class Pieces
{
    /// <summary>The body in one piece.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Whole(ReadOnlyMemory<byte> body) => body.IsEmpty ? [] : [body];

    /// <summary>One piece for each byte.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> EachByte(ReadOnlyMemory<byte> body) =>
        Enumerable.Range(0, body.Length).Select(index => body.Slice(index, 1));

    /// <summary>Pieces of 1 to <paramref name="longest"/> bytes, drawn from a seed: the same seed gives the same pieces.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> AtRandom(ReadOnlyMemory<byte> body, int seed, int longest = 40)
    {
        var random = new Random(seed);
        while (!body.IsEmpty)
        {
            var length = Math.Min(body.Length, random.Next(1, longest + 1));
            yield return body[..length];
            body = body[length..];
        }
    }

    /// <summary>Pieces that end at the given positions, counted in bytes from the start of the body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="cuts">Where to cut; order and repeats do not matter.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> At(ReadOnlyMemory<byte> body, params int[] cuts)
    {
        var start = 0;
        foreach (var cut in cuts.Append(body.Length).Where(cut => cut <= body.Length).Order())
        {
            if (cut > start)
            {
                yield return body[start..cut];
                start = cut;
            }
        }
    }
}
