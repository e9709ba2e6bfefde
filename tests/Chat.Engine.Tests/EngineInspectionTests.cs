using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests;

[Collection(EngineCollection.Name)]
public sealed class EngineInspectionTests(EngineFixture engine)
{
    [Fact]
    public void It_tells_what_is_there()
    {
        var found = EngineInspection.Inspect(engine.Options);

        Assert.Equal(Path.GetFullPath(engine.Options.NativeFolder), found.NativeFolder);
        Assert.Matches(@"^(v\d|b\d)", found.Release);
        Assert.Contains(found.Devices, device => device.StartsWith("CPU", StringComparison.Ordinal));
        Assert.InRange(found.Cores.Usable, 1, 64);
    }

    [Fact]
    public void The_release_is_read_without_loading_anything()
    {
        Assert.Equal(
            EngineInspection.Inspect(engine.Options).Release,
            EngineInspection.ReadRelease(engine.Options.NativeFolder)
        );

        // Files that hold nothing cannot be loaded, but their names can be read.
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "libllama.b10361.so", "libggml.b10361.so", "libggml-base.so" })
        {
            folder.Write(name, []);
        }

        Assert.Equal("b10361", EngineInspection.ReadRelease(folder.Path));
    }

    [Fact]
    public void Libraries_that_are_not_there_have_no_release()
    {
        using var folder = new TemporaryFolder();
        folder.Write("libllama.v0.5.0.so", []);

        Assert.Null(EngineInspection.ReadRelease(folder.Path));
        Assert.Null(EngineInspection.ReadRelease(Path.Combine(folder.Path, "missing")));
        Assert.Null(EngineInspection.ReadRelease(Path.Combine(folder.Path, "libllama.v0.5.0.so")));
    }
}
