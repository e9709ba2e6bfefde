using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufPreCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bundled_model_passes() => Assert.Equal("llama", GgufPreCheck.Check(BundledModelFile.Path).Architecture);

    [Fact]
    public void Sound_file_passes_and_is_free_afterwards()
    {
        var path = _folder.Write("m.gguf", GgufFiles.Small().Build());
        Assert.Equal("Small", GgufPreCheck.Check(path).Name);
        File.Delete(path);
    }

    [Fact]
    public void Missing_file_is_not_found() => AssertNotOpened("none.gguf", ChatErrorKind.NotFound, "There is no file");

    [Fact]
    public void File_in_a_missing_folder_is_not_found() =>
        AssertNotOpened(Path.Combine("none", "m.gguf"), ChatErrorKind.NotFound, "There is no file");

    [Theory]
    [InlineData("")]
    [InlineData("a\0b.gguf")]
    public void Impossible_path_is_not_found(string path)
    {
        var refusal = Assert.Throws<ChatException>(() => GgufPreCheck.Check(path));
        Assert.Equal(ChatErrorKind.NotFound, refusal.Kind);
    }

    [Fact]
    public void Folder_is_invalid()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "m.gguf"));
        AssertNotOpened("m.gguf", ChatErrorKind.ModelInvalid, "is a folder");
    }

    [Fact]
    public void Empty_file_is_invalid()
    {
        _folder.Write("m.gguf", []);
        AssertNotOpened("m.gguf", ChatErrorKind.ModelInvalid, "is empty");
    }

    [SkippableFact]
    public void Device_is_invalid_and_not_read()
    {
        Skip.IfNot(File.Exists("/dev/zero"), "no device files here");
        var refusal = Assert.Throws<ChatException>(() => GgufPreCheck.Check("/dev/zero"));
        Assert.Equal(ChatErrorKind.ModelInvalid, refusal.Kind);
        Assert.Contains("is empty", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Unreadable_file_is_a_matter_of_permission()
    {
        Skip.If(Environment.IsPrivilegedProcess, "the superuser may read any file");
        var path = _folder.Write("m.gguf", GgufFiles.Small().Build());
        if (OperatingSystem.IsWindows())
        {
            Skip.If(condition: true, "file modes are of Unix");
            return;
        }

        File.SetUnixFileMode(path, UnixFileMode.None);
        AssertNotOpened("m.gguf", ChatErrorKind.Permission, "may not be read");
    }

    [Fact]
    public void File_that_another_program_holds_is_a_matter_of_permission()
    {
        var path = _folder.Write("m.gguf", GgufFiles.Small().Build());
        using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        AssertNotOpened("m.gguf", ChatErrorKind.Permission, "may not be read");
    }

    [Fact]
    public void Damaged_file_is_refused_by_name()
    {
        _folder.Write("m.gguf", GgufFiles.Small().Build()[..200]);
        AssertRefused("m.gguf", ChatErrorKind.ModelInvalid, "ends after 200 bytes");
    }

    [Fact]
    public void Sound_file_that_is_no_model_is_refused()
    {
        _folder.Write("m.gguf", new GgufBuilder().Build());
        AssertRefused("m.gguf", ChatErrorKind.ModelInvalid, "general.architecture");
    }

    // What cannot be opened is named by its whole path, which the caller gave; what is in a file, by the file's name.
    private void AssertNotOpened(string name, ChatErrorKind kind, string piece)
    {
        var path = Path.Combine(_folder.Path, name);
        var refusal = Assert.Throws<ChatException>(() => GgufPreCheck.Check(path));
        GgufFiles.AssertWellWorded(refusal, path);
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains(piece, refusal.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string name, ChatErrorKind kind, string piece)
    {
        var refusal = Assert.Throws<ChatException>(() => GgufPreCheck.Check(Path.Combine(_folder.Path, name)));
        GgufFiles.AssertWellWorded(refusal, $"\"{Path.GetFileName(name)}\"");
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains(piece, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, refusal.Message, StringComparison.Ordinal);
    }
}
