using Chat.Core.Backends;
using Chat.Daemon.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.EngineHost;

public sealed class StatusTextTests
{
    [Fact]
    public void No_host_is_said_as_such() => Assert.Equal("engine host: not running\n", StatusText.Describe(null));

    [Fact]
    public void What_is_known_has_a_line_each()
    {
        var status = new StatusResult
        {
            Engine = new EngineStatus
            {
                State = "ready",
                ProcessId = 7,
                Version = "1.0.0",
            },
            Queue = new QueueStatus { Running = 2, Waiting = 1 },
            Models = [new ModelDescription { Id = "local/a\u001b[1m", Name = "a" }],
            LastLatencyMs = 12.6,
            ReusePercent = 54.4,
            Memory = new MemoryStatus { Process = 400 << 20, Models = 92 << 20 },
        };
        Assert.Equal(
            """
            engine host: ready, process 7, version 1.0.0
            requests:    2 running, 1 waiting
            memory:      400 MiB in all, 92 MiB models, - contexts
            model:       local/a [1m
            first token: 13 ms after the last request
            reused:      54 % of prompt tokens

            """.ReplaceLineEndings("\n"),
            StatusText.Describe(status)
        );
    }
}
