using System.Text;
using Chat.Engine.Gguf;

namespace Chat.Engine.Tests.Support;

/// <summary>Writes small GGUF files in memory: sound ones by default, and any broken one by the knobs.</summary>
internal sealed class GgufBuilder
{
    private readonly List<byte[]> _entries = [];
    private readonly List<(byte[] Info, long End)> _tensors = [];
    private long _free;

    public byte[] Magic { get; set; } = "GGUF"u8.ToArray();

    public uint Version { get; set; } = 3;

    /// <summary>The number of tensors that the file announces; as many as there are when not set.</summary>
    public ulong? AnnouncedTensors { get; set; }

    /// <summary>The number of metadata entries that the file announces; as many as there are when not set.</summary>
    public ulong? AnnouncedEntries { get; set; }

    /// <summary>What the file is laid out by. Does not write <c>general.alignment</c>.</summary>
    public uint Alignment { get; set; } = 32;

    /// <summary>The bytes of the data section; as many as the tensors and their padding need when not set.</summary>
    public long? DataBytes { get; set; }

    /// <summary>An entry of raw bytes, with the key length that they announce.</summary>
    public GgufBuilder RawEntry(byte[] key, uint type, byte[] value, ulong? keyLength = null)
    {
        _entries.Add(
            Bytes(writer =>
            {
                writer.Write(keyLength ?? (ulong)key.Length);
                writer.Write(key);
                writer.Write(type);
                writer.Write(value);
            })
        );
        return this;
    }

    /// <summary>An entry of raw bytes under a sound key.</summary>
    public GgufBuilder RawEntry(string key, GgufValueType type, Action<BinaryWriter> value) =>
        RawEntry(Encoding.UTF8.GetBytes(key), (uint)type, Bytes(value));

    /// <summary>An entry whose type follows from the .NET type of the value: a number, bool, string, or an array of one of them.</summary>
    public GgufBuilder Set(string key, object value) =>
        RawEntry(key, TypeOf(value.GetType()), writer => WriteValue(writer, value));

    /// <summary>A tensor; where no offset is given, the next free one.</summary>
    public GgufBuilder Tensor(string name, uint type, long[] dimensions, long size, ulong? offset = null) =>
        RawTensor(Encoding.UTF8.GetBytes(name), type, (uint)dimensions.Length, dimensions, size, offset);

    /// <summary>A tensor of 32-bit floating-point numbers.</summary>
    public GgufBuilder Tensor(string name, params long[] dimensions) =>
        Tensor(name, 0, dimensions, 4 * dimensions.Aggregate(1L, (product, dimension) => product * dimension));

    /// <summary>A tensor of raw parts.</summary>
    public GgufBuilder RawTensor(
        byte[] name,
        uint type,
        uint dimensionCount,
        long[] dimensions,
        long size,
        ulong? offset = null
    )
    {
        var info = Bytes(writer =>
        {
            writer.Write((ulong)name.Length);
            writer.Write(name);
            writer.Write(dimensionCount);
            foreach (var dimension in dimensions)
            {
                writer.Write(dimension);
            }

            writer.Write(type);
            writer.Write(offset ?? (ulong)_free);
        });
        _free = Align(_free + size);
        _tensors.Add((info, _free));
        return this;
    }

    /// <summary>The whole file.</summary>
    public byte[] Build() =>
        Bytes(writer =>
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(AnnouncedTensors ?? (ulong)_tensors.Count);
            writer.Write(AnnouncedEntries ?? (ulong)_entries.Count);
            _entries.ForEach(writer.Write);
            _tensors.ForEach(tensor => writer.Write(tensor.Info));
            if (_tensors.Count > 0)
            {
                writer.Flush();
                writer.Write(new byte[Align(writer.BaseStream.Position) - writer.BaseStream.Position]);
                writer.Write(new byte[DataBytes ?? _tensors[^1].End]);
            }
        });

    /// <summary>The bytes that a writer is given.</summary>
    public static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private long Align(long position) => (position + Alignment - 1) / Alignment * Alignment;

    private static GgufValueType TypeOf(Type type) =>
        type == typeof(byte) ? GgufValueType.UInt8
        : type == typeof(sbyte) ? GgufValueType.Int8
        : type == typeof(ushort) ? GgufValueType.UInt16
        : type == typeof(short) ? GgufValueType.Int16
        : type == typeof(uint) ? GgufValueType.UInt32
        : type == typeof(int) ? GgufValueType.Int32
        : type == typeof(ulong) ? GgufValueType.UInt64
        : type == typeof(long) ? GgufValueType.Int64
        : type == typeof(float) ? GgufValueType.Float32
        : type == typeof(double) ? GgufValueType.Float64
        : type == typeof(bool) ? GgufValueType.Bool
        : type == typeof(string) ? GgufValueType.String
        : type.IsArray ? GgufValueType.Array
        : throw new ArgumentOutOfRangeException(nameof(type), type.Name);

    private static void WriteValue(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                writer.Write((ulong)bytes.Length);
                writer.Write(bytes);
                break;
            case Array items:
                writer.Write((uint)TypeOf(items.GetType().GetElementType()!));
                writer.Write((ulong)items.Length);
                foreach (var item in items)
                {
                    WriteValue(writer, item!);
                }

                break;
            case float number:
                writer.Write(number);
                break;
            case double number:
                writer.Write(number);
                break;
            case bool truth:
                writer.Write(truth);
                break;
            case ulong number:
                writer.Write(number);
                break;
            default:
                var whole = Convert.ToInt64(value);
                writer.Write(
                    BitConverter.GetBytes(whole).AsSpan(0, System.Runtime.InteropServices.Marshal.SizeOf(value))
                );
                break;
        }
    }
}
