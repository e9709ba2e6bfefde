using System.Diagnostics;
using System.Text;
using Chat.Core.Errors;
using Chat.Http.Tests.Connections;

namespace Chat.Http.Tests.Faults;

/// <summary>A line of 1 GiB: refused at the limit, in memory below twice the limit.</summary>
[Collection(AloneCollection.Name)]
public sealed class OverlongLineTests
{
    private const int Limit = 64 << 20;
    private const long Gibibyte = 1 << 30;

    [Theory]
    [InlineData(
        HttpTargets.OpenAI,
        "text/event-stream",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"",
        true
    )]
    [InlineData(HttpTargets.Ollama, "application/x-ndjson", "{\"message\":{\"content\":\"", true)]
    [InlineData(HttpTargets.OpenAI, "application/json", "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"", true)]
    [InlineData(
        HttpTargets.OpenAI,
        "application/json",
        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"",
        false
    )]
    [InlineData(HttpTargets.Ollama, "application/json", "{\"message\":{\"content\":\"", false)]
    public async Task A_line_without_end_is_refused_at_the_limit(string target, string type, string start, bool stream)
    {
        long sent = 0;
        await using var server = new LoopbackServer(
            async (body, _) =>
            {
                await body.WriteAsync(
                    Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n\r\n{start}")
                );
                var block = new byte[1 << 16];
                block.AsSpan().Fill((byte)'a');
                while (sent < Gibibyte)
                {
                    await body.WriteAsync(block);
                    sent += block.Length;
                }
            }
        );
        await using var caller = new Caller(target, new Uri($"http://127.0.0.1:{server.Port}"));
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var resident = process.WorkingSet64;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);

        var ended = await caller.AskAsync(stream);

        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        process.Refresh();
        resident = process.WorkingSet64 - resident;
        Assert.Equal(ChatErrorKind.Protocol, ended.Failure!.Kind);
        Assert.Contains($"{Limit}", ended.Failure.Message);
        Assert.InRange(allocated, Limit / 2, 2L * Limit);
        Assert.True(resident < 2L * Limit, $"{resident >> 20} MiB more");
        // The server was hung up on, and not heard out.
        Assert.InRange(sent, Limit - (1 << 20), 2L * Limit);
    }
}
