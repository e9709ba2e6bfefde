using System.Text;
using Chat.Http.Dialects;
using Chat.Http.Exchange;
using Chat.Http.Lines;
using Chat.Http.Tests.Failures;
using Chat.Http.Tests.Faults;
using Chat.Testing;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Exchange;

public sealed class HangUpTests
{
    private const string Piece = """{"choices":[{"index":0,"delta":{"content":"a"}}]}""";
    private const string Line = """{"message":{"content":"a"}}""";

    [Theory]
    [InlineData(HttpTargets.OpenAI, $"data: {Piece}\n\n", true)]
    [InlineData(HttpTargets.OpenAI, $"data: {Piece}\n\ndata: [DONE]\n\n", false)]
    [InlineData(HttpTargets.Ollama, $"{Line}\n", true)]
    [InlineData(HttpTargets.Ollama, """{"message":{"content":"a"},"done":true}""" + "\n", false)]
    public async Task Only_a_stream_that_is_not_over_is_broken_off(string target, string text, bool isBrokenOff)
    {
        var body = new WaitingStream(Encoding.UTF8.GetBytes(text));
        var response = new HttpResponseMessage { Content = new StreamContent(body) };
        var dialect = WireDialects.For(
            new HttpBackendOptions { Target = target, BaseAddress = new Uri("http://127.0.0.1") }
        );
        var context = new StreamContext(Peers.Example, StreamLimits.Default, new ChunkTimes(new ManualTime()), null);
        var source = dialect.OpenStream(response, await response.Content.ReadAsStreamAsync(), context);
        Assert.NotNull(await source.ReadAsync(CancellationToken.None));
        if (!isBrokenOff)
        {
            Assert.Null(await source.ReadAsync(CancellationToken.None));
        }

        await source.DisposeAsync();

        Assert.Equal(isBrokenOff, body.WasBrokenOff);
    }

    [Fact]
    public async Task What_has_come_already_is_passed_over()
    {
        var body = new WaitingStream(new byte[50_000]);
        using var response = new HttpResponseMessage { Content = new StreamContent(body) };

        await HangUp.NowAsync(response);

        Assert.True(body.WasBrokenOff);
    }

    [Fact]
    public async Task A_server_that_never_pauses_is_not_read_for_ever()
    {
        var body = new EndlessStream();
        using var response = new HttpResponseMessage { Content = new StreamContent(body) };

        await HangUp.NowAsync(response);

        Assert.InRange(body.Given, 1, 1 << 20);
    }

    [Theory]
    [InlineData(HttpTargets.OpenAI)]
    [InlineData(HttpTargets.Ollama)]
    public async Task A_stream_let_go_of_reaches_the_server(string target)
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

        await (await server.NextRequestAsync()).Aborted;
        gate.Open();
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
