namespace Chat.Engine.Gguf;

/// <summary>The types of metadata values, with the numbers of the file format.</summary>
internal enum GgufValueType : uint
{
    /// <summary>8 bits without sign.</summary>
    UInt8 = 0,

    /// <summary>8 bits with sign.</summary>
    Int8 = 1,

    /// <summary>16 bits without sign.</summary>
    UInt16 = 2,

    /// <summary>16 bits with sign.</summary>
    Int16 = 3,

    /// <summary>32 bits without sign.</summary>
    UInt32 = 4,

    /// <summary>32 bits with sign.</summary>
    Int32 = 5,

    /// <summary>A 32-bit floating-point number.</summary>
    Float32 = 6,

    /// <summary>One byte; anything but zero is true.</summary>
    Bool = 7,

    /// <summary>A 64-bit length in bytes, then that many bytes of UTF-8.</summary>
    String = 8,

    /// <summary>An element type, a 64-bit count, then the elements.</summary>
    Array = 9,

    /// <summary>64 bits without sign.</summary>
    UInt64 = 10,

    /// <summary>64 bits with sign.</summary>
    Int64 = 11,

    /// <summary>A 64-bit floating-point number.</summary>
    Float64 = 12,
}
