namespace Chat.Engine.Tests.Threads;

public sealed class SystemTreeTests
{
    [Fact]
    public void Files_are_read_whole_and_missing_ones_say_nothing()
    {
        var text = new string('x', 10_000);
        using var fake = new FakeTree().With("proc/file", text);

        Assert.Equal(text, fake.Tree.Read("/proc/file"));
        Assert.Equal(text, fake.Tree.Read("proc/file"));
        Assert.Null(fake.Tree.Read("proc/none"));
        Assert.Null(fake.Tree.Read("proc"));
    }

    [Fact]
    public void No_more_than_a_megabyte_is_read()
    {
        using var fake = new FakeTree().With("big", new string('x', (1 << 20) + 5));

        Assert.Equal(1 << 20, fake.Tree.Read("big")!.Length);
    }
}
