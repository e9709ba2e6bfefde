using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

/// <summary>
/// One case for each way a file can be broken. The names in capitals are those of llama.cpp's own corpus (<c>tests/test-gguf.cpp</c>).
/// </summary>
public sealed class GgufReaderRefusalTests
{
    private const ChatErrorKind Invalid = ChatErrorKind.ModelInvalid;
    private const ChatErrorKind Unsupported = ChatErrorKind.ModelUnsupported;

    private static readonly Dictionary<string, (Func<byte[]> File, ChatErrorKind Kind, string Piece)> Cases = new(
        StringComparer.Ordinal
    )
    {
        ["HEADER_BAD_MAGIC"] = (() => With(b => b.Magic = "FUGG"u8.ToArray()), Invalid, "bytes turned round"),
        ["HEADER_BAD_VERSION_0"] = (() => With(b => b.Version = 0), Invalid, "version 0 at byte 4"),
        ["HEADER_BAD_VERSION_1"] = (() => With(b => b.Version = 1), Unsupported, "version 1"),
        ["HEADER_BAD_VERSION_FUTURE"] = (() => With(b => b.Version = 4), Unsupported, "version 4 of the format"),
        ["version of big-endian 2"] = (() => With(b => b.Version = 0x0200_0000), Unsupported, "big-endian"),
        ["version of big-endian 3"] = (() => With(b => b.Version = 0x0300_0000), Unsupported, "big-endian"),
        ["version of nothing known"] = (() => With(b => b.Version = 0xDEAD_BEEF), Unsupported, "version 3735928559"),
        ["HEADER_BAD_N_TENSORS"] = (
            () => With(b => b.AnnouncedTensors = ulong.MaxValue),
            Invalid,
            "18446744073709551615 tensors at byte 8"
        ),
        ["HEADER_BAD_N_KV"] = (
            () => With(b => b.AnnouncedEntries = ulong.MaxValue),
            Invalid,
            "18446744073709551615 metadata entries at byte 16"
        ),
        ["tensors one over the bound"] = (
            () => With(b => b.AnnouncedTensors = GgufLimits.MaxTensors + 1),
            Invalid,
            "over the limit of 32768"
        ),
        ["entries one over the bound"] = (
            () => With(b => b.AnnouncedEntries = GgufLimits.MaxMetadataEntries + 1),
            Invalid,
            "over the limit of 16384"
        ),
        ["more tensors than fit in the file"] = (
            () => With(b => b.AnnouncedTensors = 30_000),
            Invalid,
            "30000 tensors"
        ),
        ["more entries than fit in the file"] = (
            () => With(b => b.AnnouncedEntries = 16_000),
            Invalid,
            "16000 metadata entries"
        ),

        ["KV_BAD_KEY_SIZE"] = (
            () => With(b => b.RawEntry("k"u8.ToArray(), 0, [1], ulong.MaxValue)),
            Invalid,
            "length of a metadata key"
        ),
        ["KV_EMPTY_KEY"] = (() => With(b => b.RawEntry([], 4, new byte[9])), Invalid, "a metadata key at byte"),
        ["KV_BAD_TYPE"] = (() => With(b => b.RawEntry("k"u8.ToArray(), 13, new byte[8])), Invalid, "unknown type 13"),
        ["KV_BAD_VALUE_SIZE"] = (
            () => With(b => b.RawEntry("k", GgufValueType.String, w => w.Write(ulong.MaxValue))),
            Invalid,
            "length of the value of \"k\""
        ),
        ["KV_DUPLICATE_KEY"] = (() => With(b => b.Set("k", 1u).Set("k", 2u)), Invalid, "key \"k\" at byte"),
        ["KV_BAD_ALIGN"] = (() => With(b => b.Set("general.alignment", 13u)), Invalid, "general.alignment is 13"),
        ["KV_WRONG_TYPE_ALIGN"] = (() => With(b => b.Set("general.alignment", 32)), Invalid, "type Int32"),
        ["alignment of zero"] = (() => With(b => b.Set("general.alignment", 0u)), Invalid, "general.alignment is 0"),
        ["alignment over the bound"] = (
            () => With(b => b.Set("general.alignment", 1u << 21)),
            Invalid,
            "general.alignment is 2097152"
        ),
        ["alignment as an array"] = (() => With(b => b.Set("general.alignment", new[] { 32u })), Invalid, "type Array"),
        ["key one over the bound"] = (
            () => With(b => b.Set(new string('k', 65_536), 1u)),
            Invalid,
            "is 65536, over the limit of 65535"
        ),
        ["keys over the bound together"] = (
            () => With(b => Many(65, i => b.Set(new string('k', 65_500) + i, 1u))),
            Invalid,
            "metadata keys"
        ),
        ["key not in UTF-8"] = (() => With(b => b.RawEntry([0x61, 0xC3], 0, [1])), Invalid, "not UTF-8"),
        ["key with a zero"] = (() => With(b => b.Set("a\0b", 1u)), Invalid, "U+0000"),
        ["key with an escape"] = (() => With(b => b.Set("a\e[2J", 1u)), Invalid, "U+001B"),
        ["key that turns the text round"] = (() => With(b => b.Set("a\u202Eb", 1u)), Invalid, "U+202E"),
        ["value of a negative type"] = (
            () => With(b => b.RawEntry("k"u8.ToArray(), uint.MaxValue, new byte[8])),
            Invalid,
            "unknown type 4294967295"
        ),
        ["string one over the bound"] = (
            () => With(b => b.RawEntry("k", GgufValueType.String, w => w.Write((1UL << 30) + 1))),
            Invalid,
            "over the limit of 1073741824"
        ),
        ["string past the end"] = (
            () => With(b => b.RawEntry("k", GgufValueType.String, w => w.Write(5000UL))),
            Invalid,
            "cut short"
        ),
        ["array of an unknown type"] = (() => With(b => Array(b, 13, 1)), Invalid, "unknown type 13"),
        ["array of arrays"] = (() => With(b => Array(b, 9, 1)), Unsupported, "array of arrays"),
        ["array of more elements than countable"] = (
            () => With(b => Array(b, 10, ulong.MaxValue)),
            Invalid,
            "18446744073709551615 elements"
        ),
        ["array whose bytes wrap round"] = (
            () => With(b => Array(b, 10, 1UL << 61)),
            Invalid,
            "2305843009213693952 elements"
        ),
        ["array past the end"] = (() => With(b => Array(b, 10, 1UL << 29)), Invalid, "cut short"),
        ["strings over the bound"] = (
            () => With(b => Array(b, 8, (1UL << 24) + 1)),
            Invalid,
            "over the limit of 16777216"
        ),
        ["strings past the end"] = (() => With(b => Array(b, 8, 1UL << 20)), Invalid, "cut short"),
        ["one string of many too long"] = (
            () => With(b => Array(b, 8, 2000, ulong.MaxValue)),
            Invalid,
            "length of the value of \"k\""
        ),
        ["token that comes twice"] = (
            () => With(b => b.Set("tokenizer.ggml.tokens", new[] { "a", "b", "a" })),
            Invalid,
            "token 2"
        ),
        ["token that comes twice up to a zero"] = (
            () => With(b => b.Set("tokenizer.ggml.tokens", new[] { "a\0b", "a\0c" })),
            Invalid,
            "token 1"
        ),
        ["token over the bound"] = (
            () => With(b => b.Set("tokenizer.ggml.tokens", new[] { new string('t', 65_536) })),
            Invalid,
            "over the limit of 65535"
        ),

        ["TENSORS_BAD_NAME_SIZE"] = (
            () => With(b => b.Tensor(new string('n', 64), 1)),
            Invalid,
            "is 64, over the limit of 63"
        ),
        ["TENSORS_BAD_N_DIMS"] = (() => With(b => b.Tensor("t", 1, 1, 1, 1, 1)), Invalid, "has 5 dimensions"),
        ["TENSORS_BAD_SHAPE"] = (() => With(b => b.Tensor("t", 0, [-1, -1], 4)), Invalid, "the size -1 in dimension 0"),
        ["TENSORS_ZERO_DIM"] = (() => With(b => b.Tensor("t", 0, [32, 0], 0)), Invalid, "the size 0 in dimension 1"),
        ["TENSORS_NE_TOO_BIG"] = (
            () => With(b => Cut(b).Tensor("t", 24, [4L * int.MaxValue, 4L * int.MaxValue], 32)),
            Invalid,
            "too large to count"
        ),
        ["TENSORS_NBYTES_TOO_BIG"] = (
            () => With(b => Cut(b).Tensor("t", 27, [1_533_900_000, 1_533_900_000], 32)),
            Invalid,
            "too large to count"
        ),
        ["TENSORS_BAD_TYPE"] = (() => With(b => b.Tensor("t", 43, [32], 32)), Unsupported, "unknown type 43"),
        ["TENSORS_BAD_OFFSET"] = (
            () => With(b => b.Tensor("t", 0, [8], 32, ulong.MaxValue)),
            Invalid,
            "offset 18446744073709551615"
        ),
        ["TENSORS_DUPLICATE_NAME"] = (
            () => With(b => b.Tensor("t", 8).Tensor("t", 8)),
            Invalid,
            "tensor name \"t\" at byte"
        ),
        ["TENSORS_BAD_ALIGN"] = (
            () => With(b => b.Set("general.alignment", 13u).Tensor("t", 8)),
            Invalid,
            "general.alignment is 13"
        ),
        ["TENSORS_INCONSISTENT_ALIGN"] = (
            () => With(b => Packed(b).Tensor("t", 3).Tensor("u", 3)),
            Invalid,
            "offset 12"
        ),
        ["tensor without dimensions"] = (() => With(b => b.Tensor("t", 0, [], 4)), Invalid, "has 0 dimensions"),
        ["tensor without a name"] = (() => With(b => b.Tensor("", 8)), Invalid, "a tensor name at byte"),
        ["tensor name with a zero"] = (() => With(b => b.Tensor("a\0b", 8)), Invalid, "U+0000"),
        ["tensor name not in UTF-8"] = (() => With(b => b.RawTensor([0xFF], 0, 1, [8], 32)), Invalid, "not UTF-8"),
        ["tensor of a type taken out"] = (() => With(b => b.Tensor("t", 31, [32], 18)), Unsupported, "Q4_0_4_4"),
        ["tensor of a type no release has"] = (() => With(b => b.Tensor("t", 256, [32], 18)), Invalid, "type 256"),
        ["tensor of a negative type"] = (
            () => With(b => b.Tensor("t", uint.MaxValue, [32], 18)),
            Invalid,
            "type 4294967295"
        ),
        ["row that is no whole block"] = (
            () => With(b => b.Tensor("t", 3, [33], 40)),
            Invalid,
            "the 32 in a block of Q4_1"
        ),
        ["four dimensions that wrap round to a small size"] = (
            () => With(b => Cut(b).Tensor("t", 24, [1L << 32, 1L << 32, 1, 32], 32)),
            Invalid,
            "too large to count"
        ),
        ["tensor over its neighbour"] = (
            () => With(b => b.Tensor("t", 64).Tensor("u", 0, [8], 32, 0)),
            Invalid,
            "offset 0 at byte"
        ),
        ["gap between tensors"] = (
            () => With(b => b.Tensor("t", 8).Tensor("u", 0, [8], 32, 64)),
            Invalid,
            "not 32 where the tensor before it ends"
        ),
        ["tensors not in order"] = (
            () => With(b => b.Tensor("t", 0, [8], 32, 32).Tensor("u", 0, [8], 32, 0)),
            Invalid,
            "offset 32"
        ),
        ["first tensor not at zero"] = (() => With(b => b.Tensor("t", 0, [8], 32, 32)), Invalid, "not 0 where"),

        ["DATA_NOT_ENOUGH_DATA"] = (
            () => With(b => b.Tensor("t", 8).DataBytes = 31),
            Invalid,
            "ends after 95 bytes but needs 96"
        ),
        ["DATA_BAD_ALIGN"] = (
            () => With(b => b.Set("general.alignment", 13u).Tensor("t", 8)),
            Invalid,
            "not a power of two"
        ),
        ["DATA_INCONSISTENT_ALIGN"] = (
            () => With(b => Packed(b).Tensor("t", 3).Tensor("u", 3)),
            Invalid,
            "not a multiple of the alignment 32"
        ),
        ["DATA_MEM_SIZE_OVERFLOW"] = (
            () =>
                With(b =>
                    Cut(b)
                        .Tensor("t", 24, [0x7FFF_FFFF_FFFF_FFC0], 32)
                        .Tensor("u", 24, [0x7FFF_FFFF_FFFF_FFC0], 32, 0x7FFF_FFFF_FFFF_FFC0)
                ),
            Invalid,
            "past the largest place"
        ),
        ["data far past the end"] = (
            () => With(b => Cut(b).Tensor("t", 24, [1L << 40], 32)),
            Invalid,
            "needs 1099511627"
        ),
        ["sizes that wrap round together"] = (
            () =>
                With(b =>
                {
                    Cut(b).Tensor("t", 24, [1L << 62], 1L << 62).Tensor("u", 24, [1L << 62], 32);
                }),
            Invalid,
            "past the largest place"
        ),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_file_is_refused_with_its_reason(string name)
    {
        var (file, kind, piece) = Cases[name];
        var refusal = GgufFiles.Refusal(file());
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains(piece, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_shrinks_while_it_is_read_is_cut_short()
    {
        using var stream = new ShrinkingStream(GgufFiles.Small().Build(), 100);
        var refusal = Assert.Throws<ChatException>(() => GgufReader.Read(stream, "some.gguf"));
        Assert.Contains("ends after 100 bytes", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] With(Action<GgufBuilder> breakIt)
    {
        var builder = new GgufBuilder();
        breakIt(builder);
        return builder.Build();
    }

    private static GgufBuilder Cut(GgufBuilder builder)
    {
        builder.DataBytes = 32;
        return builder;
    }

    private static GgufBuilder Packed(GgufBuilder builder)
    {
        builder.Alignment = 1;
        return builder;
    }

    private static void Many(int count, Action<int> act)
    {
        for (var index = 0; index < count; index++)
        {
            act(index);
        }
    }

    private static GgufBuilder Array(GgufBuilder builder, uint elementType, ulong count, ulong firstLength = 0) =>
        builder.RawEntry(
            "k",
            GgufValueType.Array,
            writer =>
            {
                writer.Write(elementType);
                writer.Write(count);
                writer.Write(firstLength);
                writer.Write(Encoding.ASCII.GetBytes(new string('x', firstLength == 0 ? 0 : 20_000)));
            }
        );

    /// <summary>A file whose length was taken before its end was.</summary>
    private sealed class ShrinkingStream(byte[] file, int left) : MemoryStream(file)
    {
        public override int Read(Span<byte> buffer) =>
            base.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, left - Position))]);
    }
}
