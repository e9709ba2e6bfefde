using Chat.Core.Errors;
using Chat.Engine.Native;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Native;

public sealed class LlamaLibraryFilesTests
{
    [Theory]
    [InlineData("libllama.v0.5.0.so", "libggml.v0.5.0.so", "libggml-base.so", "libllama-common.so", "v0.5.0")]
    [InlineData("libllama.cuda.v0.5.0.so", "libggml.cuda.v0.5.0.so", "libggml-base.so", "libggml-cuda.so", "v0.5.0")]
    [InlineData("libllama.b10361.so", "libggml.b10361.so", "libggml-base.so", "libggml-cpu-x64.so", "b10361")]
    [InlineData("libllama.metal.v0.4.0.dylib", "libggml.metal.v0.4.0.dylib", "libggml-base.dylib", "libggml-metal.so", "v0.4.0")]
    [InlineData("llama.v0.4.0.dll", "ggml.v0.4.0.dll", "ggml-base.dll", "llama-common.dll", "v0.4.0")]
    [InlineData("llama.dll", "ggml.dll", "ggml-base.dll", "ggml-cpu-x64.dll", null)]
    public void Each_platforms_names_are_found(string llama, string ggml, string ggmlBase, string other, string? release)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { llama, ggml, ggmlBase, other })
        {
            folder.Write(name, []);
        }

        var files = LlamaLibraryFiles.Find(folder.Path);

        Assert.Equal(llama, Path.GetFileName(files.Llama));
        Assert.Equal(ggml, Path.GetFileName(files.Ggml));
        Assert.Equal(ggmlBase, Path.GetFileName(files.GgmlBase));
        Assert.Equal(release, files.Release);
    }

    [Theory]
    [InlineData("libllama.v0.5.0.so")]
    [InlineData("libggml.v0.5.0.so")]
    [InlineData("libggml-base.so")]
    public void A_missing_library_is_named(string missing)
    {
        using var folder = new TemporaryFolder();
        string[] names = ["libllama.v0.5.0.so", "libggml.v0.5.0.so", "libggml-base.so", "libggml-cpu-x64.so"];
        foreach (var name in names.Where(name => name != missing))
        {
            folder.Write(name, []);
        }

        var error = Assert.Throws<ChatException>(() => LlamaLibraryFiles.Find(folder.Path));

        Assert.Equal(ChatErrorKind.NotFound, error.Kind);
        Assert.Contains("holds no " + missing.Split('.')[0][3..] + " library", error.Message, StringComparison.Ordinal);
        Assert.Contains("npm", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<ChatException>(() => LlamaLibraryFiles.Find("/no/such/folder"));

        Assert.Equal(ChatErrorKind.NotFound, error.Kind);
        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
    }
}
