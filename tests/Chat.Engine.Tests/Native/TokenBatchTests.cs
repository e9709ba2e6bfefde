using System.Runtime.InteropServices;
using Chat.Engine.Native;

namespace Chat.Engine.Tests.Native;

public sealed class TokenBatchTests
{
    [Fact]
    public void The_native_side_reads_what_was_added()
    {
        var batch = new TokenBatch(4);
        batch.Add(11, 0, sequence: 2, output: false);
        var index = batch.Add(12, 1, sequence: 3, output: true);

        var native = batch.ToNative();

        Assert.Equal(1, index);
        Assert.Equal(2, native.TokenCount);
        Assert.Equal([11, 12], Read(native.Tokens, 2));
        Assert.Equal([0, 1], Read(native.Positions, 2));
        Assert.Equal([1, 1], Read(native.SequenceCounts, 2));
        Assert.Equal(2, Marshal.ReadInt32(Marshal.ReadIntPtr(native.SequenceIds)));
        Assert.Equal(3, Marshal.ReadInt32(Marshal.ReadIntPtr(native.SequenceIds, nint.Size)));
        Assert.Equal(0, Marshal.ReadByte(native.Outputs));
        Assert.Equal(1, Marshal.ReadByte(native.Outputs, 1));
        Assert.Equal(0, native.Embeddings);
    }

    [Fact]
    public void Clearing_starts_at_the_first_place_again()
    {
        var batch = new TokenBatch(1);
        batch.Add(1, 0, 0, output: true);

        batch.Clear();

        Assert.Equal(0, batch.Count);
        Assert.Equal(0, batch.Add(2, 5, 1, output: true));
        Assert.Equal([2], Read(batch.ToNative().Tokens, 1));
    }

    [Fact]
    public void A_full_batch_refuses_another_token()
    {
        var batch = new TokenBatch(1);
        batch.Add(1, 0, 0, output: true);

        Assert.Throws<InvalidOperationException>(() => batch.Add(2, 1, 0, output: true));
    }

    private static int[] Read(nint pointer, int count)
    {
        var values = new int[count];
        Marshal.Copy(pointer, values, 0, count);
        return values;
    }
}
