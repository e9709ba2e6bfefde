using System.Text;
using Chat.Http.Resilience;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Faults;

/// <summary>A thousand streams of a thousand chunks at once: nothing lost, reordered or crossed.</summary>
[Collection(AloneCollection.Name)]
public sealed class ManyStreamsTests
{
    private const int Streams = 1000;
    private const int Chunks = 1000;

    [Fact]
    public async Task Streams_at_once_do_not_mix()
    {
        var gate = new FakeGate();
        await using var server = await FakeServer.StartAsync();
        server.Respond(request => Reply((string)request.Json!["model"]!, request.Number, gate));
        await using var caller = new Caller(
            HttpTargets.OpenAICompatible,
            server.Address,
            options => options with { Limits = TimeLimits.None }
        );

        var asked = Enumerable.Range(0, Streams).Select(stream => ReadAsync(caller, $"s{stream}")).ToList();
        for (var arrived = 0; arrived < Streams; arrived++)
        {
            await server.NextRequestAsync();
        }

        // All of them are open; none has ended.
        Assert.Equal(Streams, server.OpenConnections);
        Assert.DoesNotContain(asked, task => task.IsCompleted);
        gate.Open();
        await Task.WhenAll(asked);
    }

    private static async Task ReadAsync(Caller caller, string name)
    {
        var number = 0;
        var ends = 0;
        await foreach (var chunk in caller.Backend.StreamAsync(Caller.Hello with { Model = name }, default))
        {
            if (chunk.Choices is [{ Delta.Content: { Length: > 0 } text }])
            {
                Assert.Equal($"{name}.{number}", text);
                number++;
            }

            ends += chunk.IsLastChunk ? 1 : 0;
        }

        Assert.Equal((Chunks, 1), (number, ends));
    }

    private static FakeReply Reply(string name, int seed, FakeGate gate)
    {
        var text = new StringBuilder();
        for (var number = 0; number < Chunks; number++)
        {
            text.Append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                .Append(name)
                .Append('.')
                .Append(number)
                .Append("\"}}]}\n\n");
        }

        text.Append("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        // Cut anywhere, and so also within events.
        var pieces = Pieces.AtRandom(Encoding.ASCII.GetBytes(text.ToString()), seed, longest: 8000);
        return FakeReplies.SseText() with
        {
            Steps = [FakeStep.Send(": hello\n\n"), FakeStep.Wait(gate), .. pieces.Select(FakeStep.Send)],
        };
    }
}
