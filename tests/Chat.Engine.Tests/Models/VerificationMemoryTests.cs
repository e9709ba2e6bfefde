using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

public sealed class VerificationMemoryTests
{
    [Fact]
    public void Sixty_four_files_are_remembered_and_the_oldest_goes_first()
    {
        using var sandbox = new ModelsSandbox();
        var log = new WarningLog();
        var memory = new VerificationMemory(sandbox.Folders.Cache, log);
        var files = Enumerable
            .Range(0, 65)
            .Select(index => new VerifiedFile($"/m{index}", index, index, "00"))
            .ToList();

        files.ForEach(memory.Add);

        Assert.False(memory.Contains(files[0]));
        Assert.All(files[1..], file => Assert.True(memory.Contains(file)));
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void What_was_known_of_a_path_is_replaced()
    {
        using var sandbox = new ModelsSandbox();
        var memory = new VerificationMemory(sandbox.Folders.Cache, new WarningLog());
        var old = new VerifiedFile("/m", 1, 2, "00");

        memory.Add(old);
        memory.Add(old with { ModifiedTicks = 3 });

        Assert.False(memory.Contains(old));
        Assert.True(memory.Contains(old with { ModifiedTicks = 3 }));
    }
}
