using Chat.Http.Tests.Faults;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Exchange;

public sealed class HangUpTests
{
    private const string Piece = """{"choices":[{"index":0,"delta":{"content":"a"}}]}""";
    private const string Line = """{"message":{"content":"a"}}""";

    [Theory]
    [InlineData(HttpTargets.OpenAI)]
    [InlineData(HttpTargets.Ollama)]
    public async Task A_stream_let_go_of_reaches_the_server_at_once(string target)
    {
        var gate = new FakeGate();
        var begun = target == HttpTargets.Ollama ? FakeReplies.NdJson(Line) : FakeReplies.SseWithoutDone(Piece);
        var reply = begun with { Steps = [.. begun.Steps, FakeStep.Wait(gate), .. begun.Steps] };
        await using var server = await FakeServer.StartAsync(reply, reply);
        await using var caller = new Caller(target, server.Address);

        await foreach (var chunk in caller.Backend.StreamAsync(Caller.Hello, default))
        {
            Assert.Equal("a", chunk.DeltaMessage()!.Content);
            break;
        }

        // Were the rest awaited in the background, the server could finish now, and the connection be used again.
        var first = await server.NextRequestAsync();
        gate.Open();
        await first.Ended;
        await caller.AskAsync(stream: true);
        Assert.Equal(2, server.TotalConnections);
    }

    [Fact]
    public async Task A_cancelled_stream_reaches_the_server()
    {
        var begun = FakeReplies.SseWithoutDone(Piece);
        await using var server = await FakeServer.StartAsync(
            begun with
            {
                Steps = [.. begun.Steps, FakeStep.HoldOpen],
            }
        );
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        using var cancel = new CancellationTokenSource();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in caller.Backend.StreamAsync(Caller.Hello, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });

        Assert.Equal(cancel.Token, thrown.CancellationToken);
        await (await server.NextRequestAsync()).Aborted;
    }
}
