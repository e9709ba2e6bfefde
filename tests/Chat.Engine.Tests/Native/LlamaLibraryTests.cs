using Chat.Core.Errors;
using Chat.Engine.Native;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Native;

[Collection(EngineCollection.Name)]
public sealed class LlamaLibraryTests(EngineFixture engine)
{
    [Fact]
    public void It_knows_its_release_its_processor_and_its_devices()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", engine.Library.Version);
        Assert.False(string.IsNullOrEmpty(engine.Library.CpuVariant));
        Assert.Contains(LlamaDevice.ReadAll(), device => !device.IsGpu && device.TotalBytes > 0);
    }

    [Fact]
    public void Loading_the_same_folder_again_gives_the_same_library() =>
        Assert.Same(engine.Library, LlamaLibrary.Load(engine.Options.NativeFolder, logger: null));

    [Fact]
    public void A_second_release_in_one_process_is_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "libllama.so", "libggml.so", "libggml-base.so" })
        {
            folder.Write(name, []);
        }

        var error = Assert.Throws<ChatException>(() => LlamaLibrary.Load(folder.Path, logger: null));

        Assert.Equal(ChatErrorKind.EngineCrashed, error.Kind);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(513, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 101)]
    public void A_thread_pool_out_of_range_is_refused_before_native_code(int threads, int poll) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Library.CreateThreadpool(threads, poll));
}
