using System.Buffers.Binary;
using System.Numerics;
using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>
/// Reads the header of a GGUF file (versions 2 and 3, little-endian) and refuses whatever llama.cpp would refuse, or would not
/// survive. Memory is bounded by <see cref="GgufLimits"/>, not by numbers in the file.
/// </summary>
/// <remarks>Format: the GGUF description of the ggml project, and the reader of llama.cpp, which is stricter.</remarks>
internal static class GgufReader
{
    // Magic, version, number of tensors, number of metadata entries.
    private const int FixedHeaderBytes = 24;

    // Key length, one byte of key, type, one byte of value.
    private const int LeastEntryBytes = 14;

    // Name length, one byte of name, number of dimensions, one dimension, type, offset.
    private const int LeastTensorBytes = 33;

    private const string HeaderField = "the header";

    /// <summary>Reads and checks a header.</summary>
    /// <param name="stream">The file: readable and seekable, from its first byte whatever its position; stays open.</param>
    /// <param name="path">The path or name of the file, for messages.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ChatException">
    /// The file is damaged, cut short or no GGUF file (<see cref="ChatErrorKind.ModelInvalid"/>), or of a version or with a tensor
    /// type that this engine does not have (<see cref="ChatErrorKind.ModelUnsupported"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static GgufHeader Read(Stream stream, string path, CancellationToken cancellation = default)
    {
        var faults = new GgufFaults(path);
        using var cursor = new GgufCursor(stream, faults, cancellation);
        CheckMagic(cursor, faults);
        var version = ReadVersion(cursor, faults);
        var tensorCount = ReadCount(cursor, faults, GgufLimits.MaxTensors, "tensors");
        var entryCount = ReadCount(cursor, faults, GgufLimits.MaxMetadataEntries, "metadata entries");
        cursor.Require(
            ((ulong)entryCount * LeastEntryBytes) + ((ulong)tensorCount * LeastTensorBytes),
            $"its {entryCount} metadata entries and {tensorCount} tensors"
        );
        var metadata = new GgufMetadataReader(cursor, faults).Read(entryCount);
        var alignment = AlignmentOf(metadata, faults);
        var tensors = new GgufTensorReader(cursor, faults, alignment).Read(tensorCount);
        return Lay(cursor, faults, version, alignment, metadata, tensors);
    }

    private static void CheckMagic(GgufCursor cursor, GgufFaults faults)
    {
        var prefix = cursor.Peek(GgufForeignFormats.PrefixBytes, HeaderField);
        if (prefix.IsEmpty)
        {
            throw faults.NotAModel("is empty", GgufFaults.FetchAgain);
        }

        // A few bytes of the magic are a file cut short, not another kind of file.
        var magic = "GGUF"u8;
        if (!prefix.StartsWith(magic[..Math.Min(magic.Length, prefix.Length)]))
        {
            var (what, advice) = GgufForeignFormats.Describe(prefix);
            throw faults.NotAModel(what, advice);
        }

        cursor.Require(FixedHeaderBytes, HeaderField);
        cursor.Skip(magic.Length, HeaderField);
    }

    private static uint ReadVersion(GgufCursor cursor, GgufFaults faults)
    {
        var version = cursor.ReadUInt32(HeaderField);
        switch (version)
        {
            case 2 or 3:
                return version;
            case 0:
                throw faults.Invalid("it has the version 0 at byte 4");
            case 1:
                throw faults.Unsupported(
                    "has version 1 of the format, which this engine no longer reads",
                    "Get a newer conversion of the model."
                );
        }

        throw BinaryPrimitives.ReverseEndianness(version) is > 0 and <= ushort.MaxValue
            ? faults.Unsupported(
                "was made for big-endian machines",
                "Get a little-endian conversion, which is the usual kind."
            )
            : faults.Unsupported(
                $"has version {version} of the format at byte 4, and this engine reads 2 and 3",
                "Update this program, or get an older conversion of the model."
            );
    }

    private static int ReadCount(GgufCursor cursor, GgufFaults faults, int most, string what)
    {
        var at = cursor.Position;
        var count = cursor.ReadUInt64(HeaderField);
        return count <= (ulong)most
            ? (int)count
            : throw faults.Invalid($"it announces {count} {what} at byte {at}, over the limit of {most}");
    }

    private static uint AlignmentOf(Dictionary<string, GgufValue> metadata, GgufFaults faults)
    {
        if (!metadata.TryGetValue(GgufHeader.AlignmentKey, out var value))
        {
            return GgufLimits.DefaultAlignment;
        }

        if (value.Type != GgufValueType.UInt32)
        {
            throw faults.Invalid($"{GgufHeader.AlignmentKey} has the type {value.Type}, not {GgufValueType.UInt32}");
        }

        var alignment = (uint)value.Integer!.Value;
        return BitOperations.IsPow2(alignment) && alignment <= GgufLimits.MaxAlignment
            ? alignment
            : throw faults.Invalid(
                $"{GgufHeader.AlignmentKey} is {alignment}, not a power of two up to {GgufLimits.MaxAlignment}"
            );
    }

    private static GgufHeader Lay(
        GgufCursor cursor,
        GgufFaults faults,
        uint version,
        uint alignment,
        Dictionary<string, GgufValue> metadata,
        GgufTensor[] tensors
    )
    {
        // A file without tensors has no data section, so nothing to align. The padding after the last tensor may be missing:
        // the native loader does not need it either.
        var dataOffset = tensors.Length == 0 ? cursor.Position : GgufTensorReader.Align(cursor.Position, alignment);
        var needed = tensors.Length == 0 ? dataOffset : dataOffset + tensors[^1].Offset + tensors[^1].Size;
        if (needed > cursor.Length)
        {
            throw faults.Truncated(cursor.Length, (ulong)needed, "its tensors");
        }

        return new GgufHeader
        {
            Version = version,
            Alignment = alignment,
            Metadata = metadata,
            Tensors = tensors,
            DataOffset = dataOffset,
            NeededLength = needed,
            FileLength = cursor.Length,
        };
    }
}
