using Chat.Core.Errors;
using Chat.Engine.Tests.Support;
using static Chat.Engine.Tests.Support.BrokenGguf;

namespace Chat.Engine.Tests.Gguf;

/// <summary>One case for each way in which the list of tensors can be broken. The names in capitals are those of llama.cpp's own corpus (<c>tests/test-gguf.cpp</c>).</summary>
public sealed class GgufTensorRefusalTests
{
    private const ChatErrorKind Invalid = ChatErrorKind.ModelInvalid;
    private const ChatErrorKind Unsupported = ChatErrorKind.ModelUnsupported;

    private static readonly Dictionary<string, BrokenGguf> Cases = new(StringComparer.Ordinal)
    {
        ["TENSORS_BAD_NAME_SIZE"] = new(
            () => With(b => b.Tensor(new string('n', 64), 1)),
            Invalid,
            "is 64, over the limit of 63"
        ),
        ["TENSORS_BAD_N_DIMS"] = new(() => With(b => b.Tensor("t", 1, 1, 1, 1, 1)), Invalid, "has 5 dimensions"),
        ["TENSORS_BAD_SHAPE"] = new(
            () => With(b => b.Tensor("t", 0, [-1, -1], 4)),
            Invalid,
            "the size -1 in dimension 0"
        ),
        ["TENSORS_ZERO_DIM"] = new(() => With(b => b.Tensor("t", 0, [32, 0], 0)), Invalid, "the size 0 in dimension 1"),
        ["TENSORS_NE_TOO_BIG"] = new(
            () => With(b => Cut(b).Tensor("t", 24, [4L * int.MaxValue, 4L * int.MaxValue], 32)),
            Invalid,
            "too large to count"
        ),
        ["TENSORS_NBYTES_TOO_BIG"] = new(
            () => With(b => Cut(b).Tensor("t", 27, [1_533_900_000, 1_533_900_000], 32)),
            Invalid,
            "too large to count"
        ),
        ["TENSORS_BAD_TYPE"] = new(() => With(b => b.Tensor("t", 43, [32], 32)), Unsupported, "unknown type 43"),
        ["TENSORS_BAD_OFFSET"] = new(
            () => With(b => b.Tensor("t", 0, [8], 32, ulong.MaxValue)),
            Invalid,
            "offset 18446744073709551615"
        ),
        ["TENSORS_DUPLICATE_NAME"] = new(
            () => With(b => b.Tensor("t", 8).Tensor("t", 8)),
            Invalid,
            "tensor name \"t\" at byte"
        ),
        ["TENSORS_BAD_ALIGN"] = new(
            () => With(b => b.Set("general.alignment", 13u).Tensor("t", 8)),
            Invalid,
            "general.alignment is 13"
        ),
        ["TENSORS_INCONSISTENT_ALIGN"] = new(
            () => With(b => Packed(b).Tensor("t", 3).Tensor("u", 3)),
            Invalid,
            "offset 12"
        ),
        ["tensor without dimensions"] = new(() => With(b => b.Tensor("t", 0, [], 4)), Invalid, "has 0 dimensions"),
        ["tensor without a name"] = new(() => With(b => b.Tensor("", 8)), Invalid, "a tensor name at byte"),
        ["tensor name with a zero"] = new(() => With(b => b.Tensor("a\0b", 8)), Invalid, "U+0000"),
        ["tensor name not in UTF-8"] = new(() => With(b => b.RawTensor([0xFF], 0, 1, [8], 32)), Invalid, "not UTF-8"),
        ["tensor of a type taken out"] = new(() => With(b => b.Tensor("t", 31, [32], 18)), Unsupported, "Q4_0_4_4"),
        ["tensor of a type no release has"] = new(() => With(b => b.Tensor("t", 256, [32], 18)), Invalid, "type 256"),
        ["tensor of a negative type"] = new(
            () => With(b => b.Tensor("t", uint.MaxValue, [32], 18)),
            Invalid,
            "type 4294967295"
        ),
        ["row that is no whole block"] = new(
            () => With(b => b.Tensor("t", 3, [33], 40)),
            Invalid,
            "the 32 in a block of Q4_1"
        ),
        ["four dimensions that wrap round to a small size"] = new(
            () => With(b => Cut(b).Tensor("t", 24, [1L << 32, 1L << 32, 1, 32], 32)),
            Invalid,
            "too large to count"
        ),
        ["tensor over its neighbour"] = new(
            () => With(b => b.Tensor("t", 64).Tensor("u", 0, [8], 32, 0)),
            Invalid,
            "offset 0 at byte"
        ),
        ["gap between tensors"] = new(
            () => With(b => b.Tensor("t", 8).Tensor("u", 0, [8], 32, 64)),
            Invalid,
            "not 32 where the tensor before it ends"
        ),
        ["tensors not in order"] = new(
            () => With(b => b.Tensor("t", 0, [8], 32, 32).Tensor("u", 0, [8], 32, 0)),
            Invalid,
            "offset 32"
        ),
        ["first tensor not at zero"] = new(() => With(b => b.Tensor("t", 0, [8], 32, 32)), Invalid, "not 0 where"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_file_is_refused_with_its_reason(string name) => Cases[name].AssertRefused();
}
