using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;
using static Chat.Engine.Tests.Support.BrokenGguf;

namespace Chat.Engine.Tests.Gguf;

/// <summary>One case for each way in which the fixed header can be broken. The names in capitals are those of llama.cpp's own corpus (<c>tests/test-gguf.cpp</c>).</summary>
public sealed class GgufHeaderRefusalTests
{
    private const ChatErrorKind Invalid = ChatErrorKind.ModelInvalid;
    private const ChatErrorKind Unsupported = ChatErrorKind.ModelUnsupported;

    private static readonly Dictionary<string, BrokenGguf> Cases = new(StringComparer.Ordinal)
    {
        ["HEADER_BAD_MAGIC"] = new(() => With(b => b.Magic = "FUGG"u8.ToArray()), Invalid, "bytes turned round"),
        ["HEADER_BAD_VERSION_0"] = new(() => With(b => b.Version = 0), Invalid, "version 0 at byte 4"),
        ["HEADER_BAD_VERSION_1"] = new(() => With(b => b.Version = 1), Unsupported, "version 1"),
        ["HEADER_BAD_VERSION_FUTURE"] = new(() => With(b => b.Version = 4), Unsupported, "version 4 of the format"),
        ["version of big-endian 2"] = new(() => With(b => b.Version = 0x0200_0000), Unsupported, "big-endian"),
        ["version of big-endian 3"] = new(() => With(b => b.Version = 0x0300_0000), Unsupported, "big-endian"),
        ["version of nothing known"] = new(() => With(b => b.Version = 0xDEAD_BEEF), Unsupported, "version 3735928559"),
        ["HEADER_BAD_N_TENSORS"] = new(
            () => With(b => b.AnnouncedTensors = ulong.MaxValue),
            Invalid,
            "18446744073709551615 tensors at byte 8"
        ),
        ["HEADER_BAD_N_KV"] = new(
            () => With(b => b.AnnouncedEntries = ulong.MaxValue),
            Invalid,
            "18446744073709551615 metadata entries at byte 16"
        ),
        ["tensors one over the bound"] = new(
            () => With(b => b.AnnouncedTensors = GgufLimits.MaxTensors + 1),
            Invalid,
            "over the limit of 32768"
        ),
        ["entries one over the bound"] = new(
            () => With(b => b.AnnouncedEntries = GgufLimits.MaxMetadataEntries + 1),
            Invalid,
            "over the limit of 16384"
        ),
        ["more tensors than fit in the file"] = new(
            () => With(b => b.AnnouncedTensors = 30_000),
            Invalid,
            "30000 tensors"
        ),
        ["more entries than fit in the file"] = new(
            () => With(b => b.AnnouncedEntries = 16_000),
            Invalid,
            "16000 metadata entries"
        ),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_file_is_refused_with_its_reason(string name) => Cases[name].AssertRefused();
}
