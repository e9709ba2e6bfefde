using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;
using static Chat.Engine.Tests.Support.BrokenGguf;

namespace Chat.Engine.Tests.Gguf;

/// <summary>One case for each way in which a metadata key or the alignment can be broken. The names in capitals are those of llama.cpp's own corpus (<c>tests/test-gguf.cpp</c>).</summary>
public sealed class GgufKeyRefusalTests
{
    private const ChatErrorKind Invalid = ChatErrorKind.ModelInvalid;

    private static readonly Dictionary<string, BrokenGguf> Cases = new(StringComparer.Ordinal)
    {
        ["KV_BAD_KEY_SIZE"] = new(
            () => With(b => b.RawEntry("k"u8.ToArray(), 0, [1], ulong.MaxValue)),
            Invalid,
            "length of a metadata key"
        ),
        ["KV_EMPTY_KEY"] = new(() => With(b => b.RawEntry([], 4, new byte[9])), Invalid, "a metadata key at byte"),
        ["KV_BAD_TYPE"] = new(
            () => With(b => b.RawEntry("k"u8.ToArray(), 13, new byte[8])),
            Invalid,
            "unknown type 13"
        ),
        ["KV_BAD_VALUE_SIZE"] = new(
            () => With(b => b.RawEntry("k", GgufValueType.String, w => w.Write(ulong.MaxValue))),
            Invalid,
            "length of the value of \"k\""
        ),
        ["KV_DUPLICATE_KEY"] = new(() => With(b => b.Set("k", 1u).Set("k", 2u)), Invalid, "key \"k\" at byte"),
        ["KV_BAD_ALIGN"] = new(() => With(b => b.Set("general.alignment", 13u)), Invalid, "general.alignment is 13"),
        ["KV_WRONG_TYPE_ALIGN"] = new(() => With(b => b.Set("general.alignment", 32)), Invalid, "type Int32"),
        ["alignment of zero"] = new(() => With(b => b.Set("general.alignment", 0u)), Invalid, "general.alignment is 0"),
        ["alignment over the bound"] = new(
            () => With(b => b.Set("general.alignment", 1u << 21)),
            Invalid,
            "general.alignment is 2097152"
        ),
        ["alignment as an array"] = new(
            () => With(b => b.Set("general.alignment", new[] { 32u })),
            Invalid,
            "type Array"
        ),
        ["key one over the bound"] = new(
            () => With(b => b.Set(new string('k', 65_536), 1u)),
            Invalid,
            "is 65536, over the limit of 65535"
        ),
        ["keys over the bound together"] = new(
            () => With(b => Many(65, i => b.Set(new string('k', 65_500) + i, 1u))),
            Invalid,
            "metadata keys"
        ),
        ["key not in UTF-8"] = new(() => With(b => b.RawEntry([0x61, 0xC3], 0, [1])), Invalid, "not UTF-8"),
        ["key with a zero"] = new(() => With(b => b.Set("a\0b", 1u)), Invalid, "U+0000"),
        ["key with an escape"] = new(() => With(b => b.Set("a\e[2J", 1u)), Invalid, "U+001B"),
        ["key that turns the text round"] = new(() => With(b => b.Set("a\u202Eb", 1u)), Invalid, "U+202E"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_file_is_refused_with_its_reason(string name) => Cases[name].AssertRefused();
}
