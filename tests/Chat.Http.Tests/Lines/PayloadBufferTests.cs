using Chat.Http.Lines;

namespace Chat.Http.Tests.Lines;

public sealed class PayloadBufferTests
{
    [Fact]
    public void One_piece_is_lent_and_not_copied()
    {
        byte[] piece = [1, 2, 3];
        var buffer = new PayloadBuffer(100);
        buffer.Append(piece);
        piece[0] = 9;
        Assert.Equal([9, 2, 3], buffer.Memory.ToArray());
    }

    [Fact]
    public void What_is_kept_outlives_its_lender()
    {
        byte[] piece = [1, 2, 3];
        var buffer = new PayloadBuffer(100);
        buffer.Append(piece);
        buffer.Keep();
        piece.AsSpan().Clear();
        buffer.Append(piece);
        buffer.Append(7);
        Assert.Equal([1, 2, 3, 0, 0, 0, 7], buffer.Memory.ToArray());
        Assert.Equal(7, buffer.Length);
    }

    [Fact]
    public void Clearing_leaves_nothing_of_the_item_before()
    {
        var buffer = new PayloadBuffer(100);
        buffer.Append(new byte[] { 1 });
        buffer.Append(2);
        buffer.Clear();
        Assert.Equal(0, buffer.Length);
        Assert.True(buffer.Memory.IsEmpty);
        buffer.Append(3);
        Assert.Equal([3], buffer.Memory.ToArray());
        buffer.Release();
        Assert.Equal(0, buffer.Length);
    }

    /// <summary>What all arrays of one growth take together is the most that can be resident, whenever the collector runs.</summary>
    [Theory]
    [InlineData(8 << 20)]
    [InlineData((16 << 20) + 1)]
    [InlineData(31 << 20)]
    [InlineData(64 << 20)]
    [InlineData(65 << 20)]
    public void Growing_to_the_bound_allocates_less_than_twice_the_bound(int bound)
    {
        var buffer = new PayloadBuffer(bound);
        var piece = new byte[16 << 10];
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (buffer.Length + piece.Length <= bound)
        {
            buffer.Append(piece);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (2L * bound) - 1);
        Assert.Equal(bound / piece.Length * piece.Length, buffer.Length);
    }
}
