using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chat.Engine.Native;

namespace Chat.Engine.Tests.Native;

/// <summary>The layouts that C gives these structs on every 64-bit platform this project runs on.</summary>
public sealed class NativeStructTests
{
    [Theory]
    [InlineData(nameof(NativeBatch.TokenCount), 0)]
    [InlineData(nameof(NativeBatch.Tokens), 8)]
    [InlineData(nameof(NativeBatch.Embeddings), 16)]
    [InlineData(nameof(NativeBatch.Positions), 24)]
    [InlineData(nameof(NativeBatch.SequenceCounts), 32)]
    [InlineData(nameof(NativeBatch.SequenceIds), 40)]
    [InlineData(nameof(NativeBatch.Outputs), 48)]
    public void A_batch_lies_as_llama_batch(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<NativeBatch>(field));

    [Theory]
    [InlineData(nameof(NativeThreadpoolParameters.CpuMask), 0)]
    [InlineData(nameof(NativeThreadpoolParameters.ThreadCount), 512)]
    [InlineData(nameof(NativeThreadpoolParameters.Priority), 516)]
    [InlineData(nameof(NativeThreadpoolParameters.Poll), 520)]
    [InlineData(nameof(NativeThreadpoolParameters.StrictCpu), 524)]
    [InlineData(nameof(NativeThreadpoolParameters.Paused), 525)]
    public void Thread_pool_parameters_lie_as_ggml_threadpool_params(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<NativeThreadpoolParameters>(field));

    [Fact]
    public void Sizes_are_those_of_C()
    {
        Assert.Equal(56, Unsafe.SizeOf<NativeBatch>());
        Assert.Equal(528, Unsafe.SizeOf<NativeThreadpoolParameters>());
    }
}
