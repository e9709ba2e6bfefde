using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.ConsoleIO;

public sealed class BestEffortStreamTests
{
    [Fact]
    public void What_can_be_written_is_written()
    {
        var bytes = new RecordingStream();
        using (var writer = new StreamWriter(new BestEffortStream(bytes)) { AutoFlush = true })
        {
            writer.Write("error: ☃\n");
        }

        Assert.Equal("error: ☃\n"u8.ToArray(), bytes.ToArray());
    }

    [Fact]
    public void What_cannot_be_written_is_dropped()
    {
        foreach (var stream in new Stream[] { new BrokenStream(room: 0, code: 28), new ReadOnlyOutput() })
        {
            using var writer = new StreamWriter(new BestEffortStream(stream)) { AutoFlush = true };
            writer.Write("error");
            writer.Flush();
        }
    }

    [Fact]
    public void Other_faults_are_not_hidden()
    {
        var closed = new MemoryStream();
        closed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new BestEffortStream(closed).Write([1]));
    }
}
