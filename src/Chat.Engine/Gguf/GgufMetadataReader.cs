using System.Buffers.Binary;
using System.Text;
using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>Reads the metadata: keys, and values as far as they are kept.</summary>
/// <param name="cursor">Stands on the first entry.</param>
/// <param name="faults">The words for refusals.</param>
internal sealed class GgufMetadataReader(GgufCursor cursor, GgufFaults faults)
{
    // A kept element costs about this many bytes beside its text.
    private const int ElementCost = 64;

    // A kept string takes two bytes for most of its own.
    private const int TextCost = 2;

    private long _budget = GgufLimits.KeptBytes;
    private long _keyBytes;

    /// <summary>Reads all entries.</summary>
    /// <param name="count">The number of entries, already checked against its bound and the file's length.</param>
    /// <exception cref="ChatException">An entry breaks a rule of the format.</exception>
    public Dictionary<string, GgufValue> Read(int count)
    {
        var entries = new Dictionary<string, GgufValue>(count, StringComparer.Ordinal);
        for (var entry = 0; entry < count; entry++)
        {
            var at = cursor.Position;
            var key = GgufNames.Read(cursor, faults, GgufLimits.MaxKeyBytes, "a metadata key");
            _keyBytes += cursor.Position - at;
            if (_keyBytes > GgufLimits.MaxAllKeysBytes)
            {
                throw faults.Invalid($"its metadata keys up to byte {at} take over {GgufLimits.MaxAllKeysBytes} bytes");
            }

            if (!entries.TryAdd(key, ReadValue(key)))
            {
                throw faults.Invalid($"the metadata key {GgufFaults.Quote(key)} at byte {at} appears twice");
            }
        }

        return entries;
    }

    private GgufValue ReadValue(string key)
    {
        var field = $"the value of {GgufFaults.Quote(key)}";
        var type = ReadType(field);
        return type switch
        {
            GgufValueType.String => ReadString(field),
            GgufValueType.Array => ReadArray(key, field),
            _ => ReadScalar(type, field),
        };
    }

    private GgufValueType ReadType(string field)
    {
        var at = cursor.Position;
        var type = (GgufValueType)cursor.ReadUInt32(field);
        return type.IsKnown() ? type : throw faults.Invalid($"{field} at byte {at} has the unknown type {(uint)type}");
    }

    private GgufValue ReadArray(string key, string field)
    {
        var at = cursor.Position;
        var type = ReadType(field);
        if (type == GgufValueType.Array)
        {
            throw faults.Unsupported(
                $"has an array of arrays in {field} at byte {at}, which this engine does not read",
                "Use a GGUF file that llama.cpp can run."
            );
        }

        var count = cursor.ReadUInt64(field);
        var most = type == GgufValueType.String ? GgufLimits.MaxStringArrayElements : GgufLimits.MaxArrayElements;
        if (count > (ulong)most)
        {
            throw faults.Invalid($"{field} at byte {at} has {count} elements, over the limit of {most}");
        }

        // The bound above keeps this product below 2^33. A string takes at least its length field.
        var size = type == GgufValueType.String ? sizeof(ulong) : type.FixedSize();
        cursor.Require(count * (ulong)size, field);
        return new GgufValue(GgufValueType.Array)
        {
            ElementType = type,
            Count = (long)count,
            Items = ReadOrSkipItems(key, type, (int)count, field),
        };
    }

    private GgufValue[]? ReadOrSkipItems(string key, GgufValueType type, int count, string field)
    {
        if (type == GgufValueType.String && string.Equals(key, GgufHeader.TokensKey, StringComparison.Ordinal))
        {
            CheckTokens(count, field);
            return null;
        }

        if (count <= GgufLimits.KeptArrayElements && count * ElementCost <= _budget)
        {
            var items = new GgufValue[count];
            for (var item = 0; item < count; item++)
            {
                items[item] = type == GgufValueType.String ? ReadString(field) : ReadScalar(type, field);
            }

            return items;
        }

        if (type == GgufValueType.String)
        {
            cursor.SkipStrings(count, field);
        }
        else
        {
            cursor.Skip((long)count * type.FixedSize(), field);
        }

        return null;
    }

    private void CheckTokens(int count, string field)
    {
        if (count > GgufLimits.MaxVocabulary)
        {
            throw faults.Invalid($"{field} has {count} tokens, over the limit of {GgufLimits.MaxVocabulary}");
        }

        var tokens = new GgufTokenSet(count);
        while (tokens.Count < count)
        {
            var fresh = tokens.AddWhole(cursor.Buffered, count - tokens.Count, out var bytes);
            cursor.Skip(bytes, field);
            if (fresh && tokens.Count < count)
            {
                var length = (int)cursor.ReadLength(GgufLimits.MaxTokenBytes, field);
                fresh = tokens.Add(cursor.Read(length, field));
            }

            if (!fresh)
            {
                throw faults.Invalid($"{field} holds token {tokens.Count - 1} before byte {cursor.Position} twice");
            }
        }
    }

    private GgufValue ReadString(string field)
    {
        var length = cursor.ReadLength(GgufLimits.MaxStringBytes, field);
        _budget -= ElementCost;
        if (length > GgufLimits.KeptStringBytes || length * TextCost > _budget)
        {
            cursor.Skip(length, field);
            return new GgufValue(GgufValueType.String) { Count = length };
        }

        _budget -= length * TextCost;
        return new GgufValue(GgufValueType.String) { Count = length, Text = ReadText((int)length, field) };
    }

    private string ReadText(int length, string field)
    {
        if (length <= GgufLimits.BufferBytes)
        {
            return Encoding.UTF8.GetString(cursor.Read(length, field));
        }

        var bytes = new byte[length];
        cursor.ReadInto(bytes, field);
        return Encoding.UTF8.GetString(bytes);
    }

    private GgufValue ReadScalar(GgufValueType type, string field)
    {
        _budget -= ElementCost;
        var bytes = cursor.Read(type.FixedSize(), field);
        return type switch
        {
            GgufValueType.Bool => new GgufValue(type) { Truth = bytes[0] != 0 },
            GgufValueType.Float32 => new GgufValue(type) { Number = BinaryPrimitives.ReadSingleLittleEndian(bytes) },
            GgufValueType.Float64 => new GgufValue(type) { Number = BinaryPrimitives.ReadDoubleLittleEndian(bytes) },
            GgufValueType.UInt64 => Unsigned(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
            _ => Whole(type, ReadInteger(type, bytes)),
        };
    }

    private static long ReadInteger(GgufValueType type, ReadOnlySpan<byte> bytes) =>
        type switch
        {
            GgufValueType.UInt8 => bytes[0],
            GgufValueType.Int8 => (sbyte)bytes[0],
            GgufValueType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            GgufValueType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            GgufValueType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            GgufValueType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };

    private static GgufValue Unsigned(ulong value) =>
        value <= long.MaxValue
            ? Whole(GgufValueType.UInt64, (long)value)
            : new GgufValue(GgufValueType.UInt64) { Number = value };

    private static GgufValue Whole(GgufValueType type, long value) => new(type) { Integer = value, Number = value };
}
