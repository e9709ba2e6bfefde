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
}
