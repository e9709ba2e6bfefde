using Chat.Testing.FakeServers;

namespace Chat.Conformance.Tests.FakeServers;

public sealed class PiecesTests
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 200).Select(number => (byte)number)];

    [Fact]
    public void Every_way_to_cut_keeps_the_bytes_and_gives_no_empty_piece()
    {
        IEnumerable<ReadOnlyMemory<byte>>[] ways =
        [
            Pieces.Whole(Body),
            Pieces.EachByte(Body),
            Pieces.AtRandom(Body, seed: 1),
            Pieces.At(Body, 50, 0, 50, 200, 3, 999),
        ];

        Assert.All(ways, pieces => Assert.Equal(Body, pieces.SelectMany(piece => piece.ToArray())));
        Assert.All(ways, pieces => Assert.DoesNotContain(pieces, piece => piece.IsEmpty));
        Assert.Equal([1, 200, 3], new[] { ways[0].Count(), ways[1].Count(), ways[3].Count() });
    }

    [Fact]
    public void A_seed_gives_the_same_pieces_again_and_another_seed_others()
    {
        static int[] Lengths(int seed) => [.. Pieces.AtRandom(Body, seed).Select(piece => piece.Length)];

        Assert.Equal(Lengths(5), Lengths(5));
        Assert.NotEqual(Lengths(5), Lengths(6));
    }

    [Fact]
    public async Task A_piece_stream_gives_one_piece_for_each_read_then_its_end()
    {
        await using var stream = new PieceStream(Pieces.At(Body, 5, 150), new IOException("cut"));
        var buffer = new byte[100];
        var lengths = new List<int>();
        for (var read = 0; read < 4; read++)
        {
            lengths.Add(await stream.ReadAsync(buffer));
        }

        Assert.Equal([5, 100, 45, 50], lengths);
        await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(buffer).AsTask());
    }
}
