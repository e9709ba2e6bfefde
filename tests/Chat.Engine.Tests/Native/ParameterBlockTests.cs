using System.Runtime.CompilerServices;
using Chat.Engine.Native;

namespace Chat.Engine.Tests.Native;

public sealed class ParameterBlockTests
{
    [Fact]
    public void It_is_as_large_as_it_says_and_aligned_for_pointers()
    {
        Assert.Equal(ParameterBlock.Size, Unsafe.SizeOf<ParameterBlock>());
        Assert.Equal(0, ParameterBlock.Size % sizeof(ulong));
    }

    [Fact]
    public void What_is_written_at_an_offset_is_read_there_and_nowhere_else()
    {
        var block = default(ParameterBlock);

        block.Write(16, -7);
        block.Write(20, 1.5f);
        block.Write(48, unchecked((nint)0x1122334455667788));

        Assert.Equal(-7, block.Read<int>(16));
        Assert.Equal(1.5f, block.Read<float>(20));
        Assert.Equal(unchecked((nint)0x1122334455667788), block.Read<nint>(48));
        Assert.Equal(0, block.Read<int>(24));
    }

    [Fact]
    public void A_copy_is_a_value_of_its_own()
    {
        var block = default(ParameterBlock);
        var copy = block;

        copy.Write(0, 1);

        Assert.Equal(0, block.Read<int>(0));
    }

    [Fact]
    public void An_offset_outside_is_refused()
    {
        var block = default(ParameterBlock);

        Assert.Throws<ArgumentOutOfRangeException>(() => block.Write(ParameterBlock.Size - 2, 1));
    }
}
