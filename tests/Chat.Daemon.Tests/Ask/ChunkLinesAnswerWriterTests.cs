using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class ChunkLinesAnswerWriterTests : IDisposable
{
    private readonly Door _door = new();

    private FakeBackend Backend => _door.Engine.Backend;

    [Fact]
    public async Task Stream_json_is_a_chunk_a_line_and_the_last_has_the_finish_reason()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End("length")];
        Assert.Equal(0, await _door.RunAsync("ask", "--stream-json", "hi", "--max-tokens", "5"));
        var chunks = Lines()
            .ConvertAll(line => JsonSerializer.Deserialize(line, ChatJsonContext.Default.ChatCompletionChunk)!);
        Assert.Equal(3, chunks.Count);
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.Object));
        Assert.Equal(FinishReason.Length, chunks[^1].Choices[0].FinishReason);
        Assert.Null(Backend.Request!.StreamOptions);
    }

    [Fact]
    public async Task An_interrupted_stream_of_chunks_ends_with_its_outcome()
    {
        Backend.Chunks = [Chunks.Text("Yes, "), Chunks.Text("they are."), Chunks.End()];
        _door.InterruptBefore(1);
        Assert.Equal(130, await _door.RunAsync("ask", "--stream-json", "hi"));
        using var last = JsonDocument.Parse(Lines()[^1]);
        Assert.Equal("cancelled", last.RootElement.GetProperty("outcome").GetString());
        Assert.Empty(last.RootElement.GetProperty("choices").EnumerateArray());
    }

    public void Dispose() => _door.Dispose();

    private List<string> Lines() => [.. _door.Output.TrimEnd('\n').Split('\n')];
}
