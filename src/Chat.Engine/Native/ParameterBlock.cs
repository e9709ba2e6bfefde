using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>
/// A native parameter struct of unknown release, passed and returned by value. It is larger than any release's struct, so the native
/// side never writes past it, and every field is reached by the offset that a <see cref="LayoutProbe"/> has proved.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ParameterBlock
{
    /// <summary>The size in bytes. llama.cpp v0.5.0 uses 80 for models and 160 for contexts.</summary>
    public const int Size = 512;

    private Storage _storage;

    /// <summary>The bytes of the block.</summary>
    [UnscopedRef]
    public Span<byte> Bytes => MemoryMarshal.AsBytes((Span<ulong>)_storage);

    /// <summary>Reads a value at an offset.</summary>
    /// <param name="offset">Bytes from the start.</param>
    /// <typeparam name="T">A blittable type.</typeparam>
    public T Read<T>(int offset)
        where T : unmanaged => MemoryMarshal.Read<T>(Bytes[offset..]);

    /// <summary>Writes a value at an offset.</summary>
    /// <param name="offset">Bytes from the start.</param>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">A blittable type.</typeparam>
    public void Write<T>(int offset, T value)
        where T : unmanaged => MemoryMarshal.Write(Bytes[offset..], value);

    // Words of eight bytes, so that the block is aligned as strictly as any field of the native structs.
    [InlineArray(Size / sizeof(ulong))]
    private struct Storage
    {
        private ulong _first;
    }
}
