namespace Chat.Engine.Native;

/// <summary>What a default-parameter function is known to write at an offset.</summary>
/// <param name="Field">The field's name in llama.h.</param>
/// <param name="Offset">Bytes from the start of the struct.</param>
/// <param name="Value">The bytes, little-endian.</param>
internal readonly record struct ExpectedDefault(string Field, int Offset, ReadOnlyMemory<byte> Value)
{
    /// <summary>A 32-bit integer or enum.</summary>
    public static ExpectedDefault Int(string field, int offset, int value) =>
        new(field, offset, BitConverter.GetBytes(value));

    /// <summary>A 32-bit float.</summary>
    public static ExpectedDefault Float(string field, int offset, float value) =>
        new(field, offset, BitConverter.GetBytes(value));

    /// <summary>A boolean of one byte.</summary>
    public static ExpectedDefault Bool(string field, int offset, bool value) =>
        new(field, offset, new[] { value ? (byte)1 : (byte)0 });

    /// <summary>A null pointer.</summary>
    public static ExpectedDefault Null(string field, int offset) => new(field, offset, new byte[8]);
}
