using Chat.Core.Errors;
using Chat.Engine.Tests.Support;
using static Chat.Engine.Tests.Support.BrokenGguf;

namespace Chat.Engine.Tests.Gguf;

/// <summary>One case for each way in which the tensors' data can be out of its place. The names in capitals are those of llama.cpp's own corpus (<c>tests/test-gguf.cpp</c>).</summary>
public sealed class GgufDataRefusalTests
{
    private const ChatErrorKind Invalid = ChatErrorKind.ModelInvalid;

    private static readonly Dictionary<string, BrokenGguf> Cases = new(StringComparer.Ordinal)
    {
        ["DATA_NOT_ENOUGH_DATA"] = new(
            () => With(b => b.Tensor("t", 8).DataBytes = 31),
            Invalid,
            "ends after 95 bytes but needs 96"
        ),
        ["DATA_BAD_ALIGN"] = new(
            () => With(b => b.Set("general.alignment", 13u).Tensor("t", 8)),
            Invalid,
            "not a power of two"
        ),
        ["DATA_INCONSISTENT_ALIGN"] = new(
            () => With(b => Packed(b).Tensor("t", 3).Tensor("u", 3)),
            Invalid,
            "not a multiple of the alignment 32"
        ),
        ["DATA_MEM_SIZE_OVERFLOW"] = new(
            () =>
                With(b =>
                    Cut(b)
                        .Tensor("t", 24, [0x7FFF_FFFF_FFFF_FFC0], 32)
                        .Tensor("u", 24, [0x7FFF_FFFF_FFFF_FFC0], 32, 0x7FFF_FFFF_FFFF_FFC0)
                ),
            Invalid,
            "past the largest place"
        ),
        ["data far past the end"] = new(
            () => With(b => Cut(b).Tensor("t", 24, [1L << 40], 32)),
            Invalid,
            "needs 1099511627"
        ),
        ["sizes that wrap round together"] = new(
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
    public void Broken_file_is_refused_with_its_reason(string name) => Cases[name].AssertRefused();
}
