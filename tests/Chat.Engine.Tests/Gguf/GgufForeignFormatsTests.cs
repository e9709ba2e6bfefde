using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufForeignFormatsTests
{
    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 98362432\n", "Git LFS pointer")]
    [InlineData("<!DOCTYPE html>\n<html><body>Sign in</body></html>", "an HTML page")]
    [InlineData("\r\n  <HTML lang=en>", "an HTML page")]
    [InlineData("{\"error\":\"Repository not found\"}", "a JSON text")]
    [InlineData("Access denied.", "a text file")]
    [InlineData("Zugriff verweigert für Müller", "a text file")]
    [InlineData("\uFEFFwith a byte order mark", "a text file")]
    [InlineData("PK\u0003\u0004archive/data.pkl", "a zip archive")]
    [InlineData("tjgg\u0001\0\0\0", "from before GGUF")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0", "nothing but zeros")]
    public void Common_mistake_is_named(string content, string piece) =>
        AssertNamed(Encoding.UTF8.GetBytes(content), piece);

    [Fact]
    public void Safetensors_file_is_named() =>
        AssertNamed([0x68, 0x1F, 0, 0, 0, 0, 0, 0, .. "{\"__metadata__\":{}}"u8], "a safetensors file");

    [Fact]
    public void Compressed_files_are_named()
    {
        AssertNamed([0x1F, 0x8B, 8, 0, 1, 2, 3, 4], "a gzip archive");
        AssertNamed([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], "a 7z archive");
    }

    [Fact]
    public void Text_in_UTF16_is_named() => AssertNamed([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Hello")], "UTF-16");

    [Fact]
    public void Text_cut_within_a_character_by_the_prefix_is_named() =>
        AssertNamed(Encoding.UTF8.GetBytes("x" + new string('語', 400)), "a text file");

    [Fact]
    public void Anything_else_is_shown_by_its_first_bytes() => AssertNamed([0xDE, 0xAD, 0xBE, 0xEF, 7], "DEADBEEF");

    [Fact]
    public void One_wrong_byte_is_enough() => AssertNamed([0x80], "bytes 80");

    private static void AssertNamed(byte[] file, string piece)
    {
        var refusal = GgufFiles.Refusal(file);
        Assert.Equal(ChatErrorKind.ModelInvalid, refusal.Kind);
        Assert.Contains(piece, refusal.Message, StringComparison.Ordinal);
    }
}
