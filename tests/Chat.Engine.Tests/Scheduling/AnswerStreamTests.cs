using Chat.Core.Streaming;
using Chat.Engine.Scheduling;

namespace Chat.Engine.Tests.Scheduling;

public sealed class AnswerStreamTests
{
    private static readonly ChatCompletionChunk Chunk = new() { Choices = [] };

    [Fact]
    public async Task A_reader_that_comes_near_again_is_told_once()
    {
        var stream = new AnswerStream(choices: 2);
        var resumed = 0;
        stream.Resumed = () => resumed++;
        while (stream.HasRoom)
        {
            stream.Write(Chunk);
        }

        // What one more step of two choices adds, and the last chunk.
        stream.Write(Chunk);
        stream.Write(Chunk);
        stream.End();
        var read = 0;
        await foreach (var chunk in stream.ReadAllAsync())
        {
            read++;
        }

        Assert.Equal(AnswerStream.MaxAhead + 2, read);
        Assert.Equal(1, resumed);
        Assert.True(stream.HasRoom);
    }

    [Fact]
    public async Task A_reader_that_was_far_behind_must_read_half_of_it_first()
    {
        var stream = new AnswerStream(choices: 1);
        var resumed = 0;
        stream.Resumed = () => resumed++;
        for (var chunk = 0; chunk < AnswerStream.MaxAhead; chunk++)
        {
            stream.Write(Chunk);
        }

        var reader = stream.ReadAllAsync().GetAsyncEnumerator();
        for (var read = 1; read <= AnswerStream.MaxAhead; read++)
        {
            Assert.True(await reader.MoveNextAsync());
            Assert.Equal(read >= AnswerStream.MaxAhead / 2, stream.HasRoom);
        }

        Assert.Equal(1, resumed);
        stream.End();
        Assert.False(await reader.MoveNextAsync());
        await reader.DisposeAsync();
    }

    [Fact]
    public void Who_does_not_ask_for_room_is_stopped()
    {
        var stream = new AnswerStream(choices: 1);

        Assert.Throws<InvalidOperationException>(() =>
        {
            for (var chunk = 0; chunk < AnswerStream.MaxAhead + 10; chunk++)
            {
                stream.Write(Chunk);
            }
        });
    }

    [Fact]
    public async Task A_failure_comes_behind_the_chunks()
    {
        var stream = new AnswerStream(choices: 1);
        stream.Write(Chunk);
        stream.End(new TimeoutException("It took too long."));
        stream.End();

        var read = 0;
        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await foreach (var chunk in stream.ReadAllAsync())
            {
                read++;
            }
        });
        Assert.Equal(1, read);
    }
}
