using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;
using static Chat.Engine.Tests.Support.BrokenGguf;

namespace Chat.Engine.Tests.Gguf;

/// <summary>One case for each way in which a metadata value can be broken. The names in capitals are those of llama.cpp's own corpus (<c>tests/test-gguf.cpp</c>).</summary>
public sealed class GgufValueRefusalTests
{
    private const ChatErrorKind Invalid = ChatErrorKind.ModelInvalid;
    private const ChatErrorKind Unsupported = ChatErrorKind.ModelUnsupported;

    private static readonly Dictionary<string, BrokenGguf> Cases = new(StringComparer.Ordinal)
    {
        ["value of a negative type"] = new(
            () => With(b => b.RawEntry("k"u8.ToArray(), uint.MaxValue, new byte[8])),
            Invalid,
            "unknown type 4294967295"
        ),
        ["string one over the bound"] = new(
            () => With(b => b.RawEntry("k", GgufValueType.String, w => w.Write((1UL << 30) + 1))),
            Invalid,
            "over the limit of 1073741824"
        ),
        ["string past the end"] = new(
            () => With(b => b.RawEntry("k", GgufValueType.String, w => w.Write(5000UL))),
            Invalid,
            "cut short"
        ),
        ["array of an unknown type"] = new(() => With(b => Array(b, 13, 1)), Invalid, "unknown type 13"),
        ["array of arrays"] = new(() => With(b => Array(b, 9, 1)), Unsupported, "array of arrays"),
        ["array of more elements than countable"] = new(
            () => With(b => Array(b, 10, ulong.MaxValue)),
            Invalid,
            "18446744073709551615 elements"
        ),
        ["array whose bytes wrap round"] = new(
            () => With(b => Array(b, 10, 1UL << 61)),
            Invalid,
            "2305843009213693952 elements"
        ),
        ["array past the end"] = new(() => With(b => Array(b, 10, 1UL << 29)), Invalid, "cut short"),
        ["strings over the bound"] = new(
            () => With(b => Array(b, 8, (1UL << 24) + 1)),
            Invalid,
            "over the limit of 16777216"
        ),
        ["strings past the end"] = new(() => With(b => Array(b, 8, 1UL << 20)), Invalid, "cut short"),
        ["one string of many too long"] = new(
            () => With(b => Array(b, 8, 2000, ulong.MaxValue)),
            Invalid,
            "length of the value of \"k\""
        ),
        ["token that comes twice"] = new(
            () => With(b => b.Set("tokenizer.ggml.tokens", new[] { "a", "b", "a" })),
            Invalid,
            "token 2"
        ),
        ["token that comes twice up to a zero"] = new(
            () => With(b => b.Set("tokenizer.ggml.tokens", new[] { "a\0b", "a\0c" })),
            Invalid,
            "token 1"
        ),
        ["token over the bound"] = new(
            () => With(b => b.Set("tokenizer.ggml.tokens", new[] { new string('t', 65_536) })),
            Invalid,
            "over the limit of 65535"
        ),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_file_is_refused_with_its_reason(string name) => Cases[name].AssertRefused();
}
