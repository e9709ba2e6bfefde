using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

public sealed class ModelFoldersTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void The_bundled_models_are_found_up_to_eight_folders_above(int levels)
    {
        using var sandbox = new ModelsSandbox();
        var start = Path.Combine([sandbox.Root, .. Enumerable.Repeat("d", levels)]);
        Directory.CreateDirectory(start);

        Assert.Equal(sandbox.Folders.Bundled, ModelFolders.FindBundled(start));
        Assert.Equal(sandbox.Folders.Bundled, ModelFolders.FindBundled(start + Path.DirectorySeparatorChar));
    }

    [Fact]
    public void Nine_folders_above_is_too_far()
    {
        using var sandbox = new ModelsSandbox();
        var start = Path.Combine([sandbox.Root, .. Enumerable.Repeat("d", 9)]);

        Assert.Null(ModelFolders.FindBundled(start));
    }

    [Fact]
    public void A_folder_without_a_manifest_is_passed_over()
    {
        using var sandbox = new ModelsSandbox();
        var start = Path.Combine(sandbox.Root, "inner");
        Directory.CreateDirectory(Path.Combine(start, "models"));

        Assert.Equal(sandbox.Folders.Bundled, ModelFolders.FindBundled(start));
    }
}
