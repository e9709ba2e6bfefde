using System.Text;
using Chat.Core.Errors;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests;

public sealed class TextSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(" {\"a\":1}")]
    [InlineData("[1]")]
    public void Json_is_taken_as_it_is(string json) => Assert.Equal(json, TextSource.ReadJson("--x", json));

    [Fact]
    public void A_file_is_read_without_its_mark()
    {
        File.WriteAllText(_folder.File("a"), "{é}", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("{é}", TextSource.ReadJson("--x", _folder.File("a")));
    }

    [Fact]
    public void A_file_has_a_greatest_size()
    {
        File.WriteAllBytes(_folder.File("fits"), new byte[TextSource.MaxBytes]);
        File.WriteAllBytes(_folder.File("large"), new byte[TextSource.MaxBytes + 1]);
        Assert.Equal(TextSource.MaxBytes, TextSource.ReadFile("--x", _folder.File("fits")).Length);
        AssertFails(ChatErrorKind.InvalidRequest, _folder.File("large"), "larger than 1 MiB");
    }

    [Fact]
    public void What_is_no_text_file_is_told()
    {
        File.WriteAllBytes(_folder.File("bytes"), [0xC3, 0x28]);
        AssertFails(ChatErrorKind.InvalidRequest, _folder.File("bytes"), "not UTF-8");
        AssertFails(ChatErrorKind.InvalidRequest, _folder.Path, "is a folder");
        AssertFails(ChatErrorKind.NotFound, _folder.File("none"), "there is no file");
        AssertFails(ChatErrorKind.NotFound, _folder.File("no/ne"), "there is no file");
    }

    private static void AssertFails(ChatErrorKind kind, string path, string what)
    {
        var error = Assert.Throws<ChatException>(() => TextSource.ReadFile("--x", path));
        Assert.Equal(kind, error.Kind);
        Assert.StartsWith("--x: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
