using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>Reads the list of tensors and checks that the sizes in it can be counted and the places in it follow each other.</summary>
/// <param name="cursor">Stands on the first tensor.</param>
/// <param name="faults">The words for refusals.</param>
/// <param name="alignment">The file's alignment in bytes.</param>
internal sealed class GgufTensorReader(GgufCursor cursor, GgufFaults faults, uint alignment)
{
    private const string Field = "the list of tensors";

    // The first byte that the tensors so far leave free, counted from the data section; a multiple of the alignment.
    private long _free;

    /// <summary>Reads all tensors.</summary>
    /// <param name="count">The number of tensors, already checked against its bound and the file's length.</param>
    /// <exception cref="ChatException">A tensor breaks a rule of the format, or is of a type this engine does not have.</exception>
    public GgufTensor[] Read(int count)
    {
        var tensors = new GgufTensor[count];
        var names = new HashSet<string>(count, StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            var at = cursor.Position;
            tensors[index] = ReadTensor();
            if (!names.Add(tensors[index].Name))
            {
                throw faults.Invalid(
                    $"the tensor name {GgufFaults.Quote(tensors[index].Name)} at byte {at} appears twice"
                );
            }
        }

        return tensors;
    }

    /// <summary>Rounds a place in the file up to the alignment.</summary>
    /// <param name="position">Zero or more, in bytes; far enough below 2^63 for the rounding.</param>
    /// <param name="alignment">A power of two.</param>
    public static long Align(long position, uint alignment) => (position + alignment - 1) & ~((long)alignment - 1);

    private GgufTensor ReadTensor()
    {
        var name = GgufNames.Read(cursor, faults, GgufLimits.MaxTensorNameBytes, "a tensor name");
        var shown = $"tensor {GgufFaults.Quote(name)}";
        var dimensions = ReadDimensions(shown);
        var type = ReadType(shown);
        var size = SizeOf(shown, dimensions, type);
        return new GgufTensor(name, type, dimensions, ReadOffset(shown, size), size);
    }

    private long[] ReadDimensions(string shown)
    {
        var at = cursor.Position;
        var count = cursor.ReadUInt32(Field);
        if (count is 0 or > GgufLimits.MaxDimensions)
        {
            throw faults.Invalid($"{shown} has {count} dimensions at byte {at}, not 1 to {GgufLimits.MaxDimensions}");
        }

        var dimensions = new long[count];
        for (var dimension = 0; dimension < dimensions.Length; dimension++)
        {
            at = cursor.Position;
            dimensions[dimension] = (long)cursor.ReadUInt64(Field);

            // llama.cpp lets zero pass by now; no model has it, and earlier releases divided by it.
            if (dimensions[dimension] <= 0)
            {
                throw faults.Invalid(
                    $"{shown} has the size {dimensions[dimension]} in dimension {dimension} at byte {at}"
                );
            }
        }

        return dimensions;
    }

    private GgufTensorType ReadType(string shown)
    {
        var at = cursor.Position;
        var id = cursor.ReadUInt32(Field);
        if (GgufTensorTypes.Find(id) is { } type)
        {
            return type;
        }

        if (GgufTensorTypes.FindRemoved(id) is { } removed)
        {
            throw faults.Unsupported(
                $"uses the type {removed} in {shown} at byte {at}, which was taken out of the format",
                "Get a newer conversion of the model, such as Q4_0 or Q4_K_M."
            );
        }

        throw id <= GgufLimits.MaxPlausibleTensorType
            ? faults.Unsupported(
                $"uses the unknown type {id} in {shown} at byte {at}",
                "Update this program, or get the model in another quantisation, such as Q4_K_M."
            )
            : faults.Invalid($"{shown} has the type {id} at byte {at}, which no release has");
    }

    private long SizeOf(string shown, long[] dimensions, GgufTensorType type)
    {
        if (dimensions[0] % type.BlockElements != 0)
        {
            throw faults.Invalid(
                $"{shown} has {dimensions[0]} elements in a row before byte {cursor.Position}, not a multiple of the {type.BlockElements} in a block of {type.Name}"
            );
        }

        var elements = 1L;
        foreach (var dimension in dimensions)
        {
            elements = Multiply(shown, elements, dimension);
        }

        return Multiply(shown, elements / type.BlockElements, type.BlockBytes);
    }

    private long Multiply(string shown, long left, long right) =>
        left <= long.MaxValue / right
            ? left * right
            : throw faults.Invalid($"{shown} has a shape before byte {cursor.Position} that is too large to count");

    private long ReadOffset(string shown, long size)
    {
        var at = cursor.Position;
        var offset = cursor.ReadUInt64(Field);
        if (offset != (ulong)_free)
        {
            throw faults.Invalid(
                (offset & (alignment - 1)) != 0
                    ? $"{shown} has the offset {offset} at byte {at}, not a multiple of the alignment {alignment}"
                    : $"{shown} has the offset {offset} at byte {at}, not {_free} where the tensor before it ends"
            );
        }

        if (size > long.MaxValue - _free - (2 * GgufLimits.MaxAlignment) - cursor.Length)
        {
            throw faults.Invalid($"{shown} ends past the largest place in a file, by its offset at byte {at}");
        }

        _free = Align(_free + size, alignment);
        return (long)offset;
    }
}
