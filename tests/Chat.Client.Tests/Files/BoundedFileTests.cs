using System.Runtime.Versioning;
using Chat.Client.Files;
using Chat.Testing;

namespace Chat.Client.Tests.Files;

public sealed class BoundedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-files-").FullName;

    [Theory]
    [InlineData(0, FileState.Empty, FileState.Read)]
    [InlineData(1, FileState.Read, FileState.Read)]
    [InlineData(100_000, FileState.Read, FileState.Read)]
    [InlineData(100_001, FileState.TooLarge, FileState.TooLarge)]
    public void A_file_is_read_up_to_the_bound(int length, FileState regular, FileState any)
    {
        var bytes = Enumerable.Range(0, length).Select(place => (byte)place).ToArray();
        File.WriteAllBytes(At("x"), bytes);
        File.CreateSymbolicLink(At("link"), At("x"));
        foreach (var path in (string[])[At("x"), At("link")])
        {
            var found = BoundedFile.ReadRegular(path, 100_000);
            Assert.Equal(regular, found.State);
            Assert.Equal(regular == FileState.Read ? bytes : [], found.Bytes.ToArray());
            Assert.Equal(any, BoundedFile.Read(path, 100_000).State);
        }
    }

    [Fact]
    public void What_cannot_be_read_is_told_apart()
    {
        File.CreateSymbolicLink(At("dangling"), At("nowhere"));
        File.WriteAllText(At("file"), "x");
        foreach (var read in (Func<string, int, FileContent>[])[BoundedFile.Read, BoundedFile.ReadRegular])
        {
            Assert.Equal(FileState.Missing, read(At("missing"), 10).State);
            Assert.Equal(FileState.Missing, read(Path.Combine(At("missing"), "x", "y"), 10).State);
            Assert.Equal(FileState.Dangling, read(At("dangling"), 10).State);
            Assert.Equal(FileState.Folder, read(_folder, 10).State);
        }

        Assert.Equal(FileState.Missing, BoundedFile.ReadRegular(Path.Combine(At("file"), "x"), 10).State);
    }

    [SkippableFact]
    public async Task A_pipe_is_read_by_who_asks_for_one_and_never_opened_by_others()
    {
        Skip.IfNot(Fifo.TryMake(At("pipe")), "This system has no named pipes.");
        Assert.Equal(FileState.Empty, BoundedFile.ReadRegular(At("pipe"), 100_000).State);
        var reading = Task.Run(() => BoundedFile.Read(At("pipe"), 200_000));
        await using (var pipe = new FileStream(At("pipe"), FileMode.Open, FileAccess.Write))
        {
            await pipe.WriteAsync(new byte[150_000]);
        }

        Assert.Equal(150_000, (await reading).Bytes.Length);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_read_is_not_a_missing_one()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "This user may read every file.");
        Directory.CreateDirectory(At("closed"));
        File.WriteAllText(Path.Combine(At("closed"), "x"), "x");
        File.SetUnixFileMode(At("closed"), UnixFileMode.UserRead);
        Assert.Equal(FileState.Unreadable, BoundedFile.ReadRegular(Path.Combine(At("closed"), "x"), 10).State);
        File.SetUnixFileMode(At("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);
}
