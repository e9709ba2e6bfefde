using Chat.Rpc.EngineHost;

namespace Chat.Rpc.Tests.EngineHost;

public sealed class EngineLogTailTests
{
    [Fact]
    public void The_last_lines_come_without_control_characters()
    {
        var lines = Enumerable.Range(0, 50).Select(number => $"line {number}\u001b\r");
        var tail = EngineLogTail.Clean(string.Join('\n', lines), isCut: false).Split(" | ");
        Assert.Equal(EngineLogTail.MaxLines, tail.Length);
        Assert.Equal("line 30", tail[0]);
        Assert.Equal("line 49", tail[^1]);
        Assert.DoesNotContain(string.Concat(tail), letter => char.IsControl(letter));
    }

    [Fact]
    public void However_long_the_lines_the_text_is_bounded()
    {
        var text = string.Join('\n', Enumerable.Repeat(new string('x', 100_000), 30));
        Assert.True(EngineLogTail.Clean(text, isCut: false).Length <= EngineLogTail.MaxLength + 1);
    }

    [Fact]
    public void A_large_file_is_read_from_its_end_and_a_missing_one_says_nothing()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, new string('a', 100_000) + "\nend\n");
        Assert.Equal("end", EngineLogTail.Read(path));
        File.Delete(path);
        Assert.Equal("", EngineLogTail.Read(path));
    }
}
