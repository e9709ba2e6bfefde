using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>ggml's <c>ggml_threadpool_params</c>. The same in every release known; <see cref="LayoutProbe"/> proves it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeThreadpoolParameters
{
    /// <summary>The most threads ggml knows of, the length of the mask.</summary>
    public const int MaxThreads = 512;

    /// <summary>One byte for each processor that may be used; all zero for any.</summary>
    public Mask CpuMask;

    /// <summary>How many threads.</summary>
    public int ThreadCount;

    /// <summary>Scheduling priority; 0 is normal.</summary>
    public int Priority;

    /// <summary>How long a waiting thread spins before it sleeps: 0 (never) to 100 (long).</summary>
    public uint Poll;

    /// <summary>Not zero to pin threads one to a processor.</summary>
    public byte StrictCpu;

    /// <summary>Not zero to start paused.</summary>
    public byte Paused;

    /// <summary>The bytes of the mask.</summary>
    [InlineArray(MaxThreads)]
    internal struct Mask
    {
        private byte _first;
    }
}
