using System.Net.Sockets;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;
using Chat.Rpc.Tests.Support;
using Chat.Testing;

namespace Chat.Rpc.Tests.EngineHost;

public sealed partial class EngineHostClientTests
{
    private static readonly FakeHost.Script Sound = new();

    private static readonly FakeHost.Script Crashing = new()
    {
        Chunks = host =>
        {
            host.Crash();
            return [];
        },
    };

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_first_request_starts_a_host_and_the_next_ones_share_its_connection()
    {
        await using var bench = new HostBench();
        bench.Next(Sound);

        var answers = await Task.WhenAll(bench.AskAsync(), bench.AskAsync(), bench.AskAsync()).WaitAsync(Soon);

        Assert.All(answers, answer => Assert.Equal("hello", answer[0].Choices[0].Delta.Content));
        Assert.Equal(1, bench.Launched);
        Assert.Equal(1, bench.Host!.Accepted);
    }

    [Fact]
    public async Task A_crash_tells_the_process_the_partial_text_and_the_last_words()
    {
        await using var bench = new HostBench();
        bench.Next(Sound with { Chunks = _ => [ScriptedBackend.Chunk("half")] }).Next(Sound);
        await using var chunks = bench
            .Client.StreamAsync(Peers.Ask(), progress: null, CancellationToken.None)
            .GetAsyncEnumerator();
        Assert.True(await chunks.MoveNextAsync().AsTask().WaitAsync(Soon));

        bench.Host!.Crash();

        var error = await Assert.ThrowsAsync<ChatException>(() => chunks.MoveNextAsync().AsTask().WaitAsync(Soon));
        Assert.Equal(ChatErrorKind.EngineCrashed, error.Kind);
        Assert.Equal("The engine host (process 4711) ended before the answer was whole.", error.Message);
        Assert.EndsWith(
            " Its last words: first line | the last words [1m of 1.0.0",
            error.Advice,
            StringComparison.Ordinal
        );
        Assert.True(error.IsRetryable);
        Assert.Equal("half", error.Partial!.Choices[0].Message.Content!.Text);
        Assert.Equal(CompletionOutcome.Failed, error.Partial.Outcome);
        Assert.Equal("hello", (await bench.AskAsync().WaitAsync(Soon))[0].Choices[0].Delta.Content);
        Assert.Equal(2, bench.Launched);
    }

    [Fact]
    public async Task Crashes_slow_the_next_starts_and_the_fifth_within_three_minutes_ends_them()
    {
        var time = new ManualTime();
        await using var bench = new HostBench(time: time);
        for (var host = 0; host < 6; host++)
        {
            bench.Next(Crashing);
        }

        foreach (var pause in (int[])[0, 0, 250, 1000, 4000])
        {
            var (start, launched) = (time.GetTimestamp(), bench.Launched);
            var ask = bench.AskAsync();
            await UntilLaunchedAsync(bench, launched, time).WaitAsync(Soon);
            var waited = time.GetElapsedTime(start);
            Assert.True(waited >= TimeSpan.FromMilliseconds(pause), $"started after {waited}");
            var crash = await Assert.ThrowsAsync<ChatException>(() => ask.WaitAsync(Soon));
            Assert.Equal(ChatErrorKind.EngineCrashed, crash.Kind);
            Assert.Contains("ended before", crash.Message, StringComparison.Ordinal);
        }

        for (var round = 0; round < 3; round++)
        {
            var refusal = await Assert.ThrowsAsync<ChatException>(() => bench.AskAsync().WaitAsync(Soon));
            Assert.Equal(ChatErrorKind.EngineCrashed, refusal.Kind);
            Assert.Contains("5 times within 3 minutes", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(5, bench.Launched);
        time.Advance(TimeSpan.FromMinutes(3));
        var last = await Assert.ThrowsAsync<ChatException>(() => bench.AskAsync().WaitAsync(Soon));
        Assert.Contains("ended before", last.Message, StringComparison.Ordinal);
        Assert.Equal(6, bench.Launched);
    }

    [Fact]
    public async Task A_host_that_closes_between_requests_is_no_crash()
    {
        await using var bench = new HostBench();
        bench.Next(Sound).Next(Sound);
        await bench.CountAsync().WaitAsync(Soon);
        await bench.Host!.CloseAsync();

        Assert.Equal(5, await bench.CountAsync().WaitAsync(Soon));

        Assert.Equal(2, bench.Launched);
    }

    [Fact]
    public async Task A_request_that_meets_a_closing_host_goes_to_the_next_one()
    {
        await using var bench = new HostBench();
        var refusing = Sound with
        {
            Chunks = host =>
            {
                host.CloseAsync().GetAwaiter().GetResult();
                throw new ChatException(ChatErrorKind.Overloaded, "It ends.", "Ask again.");
            },
        };
        bench.Next(refusing).Next(Sound);

        var answer = await bench.AskAsync().WaitAsync(Soon);

        Assert.Equal("hello", answer[0].Choices[0].Delta.Content);
        Assert.Equal(2, bench.Launched);
    }

    [Fact]
    public async Task A_refusal_of_a_host_that_stays_is_the_answer()
    {
        await using var bench = new HostBench();
        bench.Next(Sound with { Chunks = _ => throw new ChatException(ChatErrorKind.Overloaded, "Full.", "Wait.") });

        var error = await Assert.ThrowsAsync<ChatException>(() => bench.AskAsync().WaitAsync(Soon));

        Assert.Equal((ChatErrorKind.Overloaded, "Full."), (error.Kind, error.Message));
        Assert.Equal(1, bench.Launched);
    }

    [Theory]
    [InlineData("0.9.0", 1)]
    [InlineData("1.0.0-rc.1", 1)]
    [InlineData("0.9.0", 0)]
    [InlineData(null, 1)]
    public async Task An_older_host_is_drained_and_replaced(string? version, int protocol)
    {
        await using var bench = new HostBench("1.0.0");
        bench.Address.Prepare();
        using var older = new FakeHost(
            bench.Address,
            Sound with
            {
                Version = version,
                Protocol = new ProtocolVersion(protocol, 0),
            }
        );
        bench.Next(Sound with { Version = "1.0.0" });

        Assert.Equal(5, await bench.CountAsync().WaitAsync(Soon));

        Assert.True(older.Drained);
        Assert.Equal(1, bench.Launched);
    }

    [Fact]
    public async Task A_newer_host_that_speaks_the_protocol_is_used()
    {
        await using var bench = new HostBench("1.0.0");
        bench.Address.Prepare();
        using var newer = new FakeHost(bench.Address, Sound with { Version = "1.10.0" });

        Assert.Equal(6, await bench.CountAsync().WaitAsync(Soon));

        Assert.Equal(0, bench.Launched);
        newer.Crash();
    }

    [Fact]
    public async Task A_newer_host_that_speaks_another_protocol_is_left_alone()
    {
        await using var bench = new HostBench("1.0.0");
        bench.Address.Prepare();
        using var newer = new FakeHost(
            bench.Address,
            Sound with
            {
                Version = "2.0.0",
                Protocol = new ProtocolVersion(2, 0),
            }
        );

        var error = await Assert.ThrowsAsync<ChatException>(() => bench.CountAsync().WaitAsync(Soon));

        Assert.Equal(ChatErrorKind.Protocol, error.Kind);
        Assert.Contains("newer version 2.0.0", error.Message, StringComparison.Ordinal);
        Assert.Null(newer.Drained);
        newer.Crash();
    }

    [Fact]
    public async Task A_host_that_dies_at_its_start_is_told_at_once_with_its_last_words()
    {
        await using var bench = new HostBench();
        bench.Launches.Enqueue(address =>
        {
            File.WriteAllText(address.LogFile(7), "no such library\n");
            return new Dead(7, 134);
        });

        var error = await Assert.ThrowsAsync<ChatException>(() => bench.CountAsync().WaitAsync(Soon));

        Assert.Equal(ChatErrorKind.EngineCrashed, error.Kind);
        Assert.Contains("(process 7) ended with exit code 134", error.Message, StringComparison.Ordinal);
        Assert.Contains("no such library", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_dies_within_the_handshake_is_a_crash_with_its_last_words()
    {
        await using var bench = new HostBench();
        using var closed = new CutOff();
        bench.Launches.Enqueue(address =>
        {
            File.WriteAllText(address.LogFile(7), "out of memory\n");
            closed.Listen(address, once: true);
            return new Dead(7, 137);
        });

        var error = await Assert.ThrowsAsync<ChatException>(() => bench.CountAsync().WaitAsync(Soon));

        Assert.Equal(ChatErrorKind.EngineCrashed, error.Kind);
        Assert.Contains("(process 7) ended with exit code 137", error.Message, StringComparison.Ordinal);
        Assert.Contains("out of memory", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_cuts_off_whoever_comes_is_overloaded()
    {
        await using var bench = new HostBench();
        bench.Address.Prepare();
        using var full = new CutOff();
        full.Listen(bench.Address, once: false);

        var error = await Assert.ThrowsAsync<ChatException>(() => bench.CountAsync().WaitAsync(Soon));

        Assert.Equal((ChatErrorKind.Overloaded, true), (error.Kind, error.IsRetryable));
        Assert.Equal(0, bench.Launched);
    }

    [Fact]
    public async Task A_host_without_a_place_is_told_apart_from_a_crash()
    {
        await using var bench = new HostBench();
        bench.Launches.Enqueue(_ => new Dead(7, IEngineHostProcess.NoPlace));
        bench.Launches.Enqueue(_ => throw new IOException("no program"));

        for (var round = 0; round < 2; round++)
        {
            var error = await Assert.ThrowsAsync<ChatException>(() => bench.CountAsync().WaitAsync(Soon));
            Assert.IsType<EngineHostUnavailableException>(error.InnerException);
        }
    }

    [Fact]
    public async Task Status_and_stop_start_nothing()
    {
        await using var bench = new HostBench();
        Assert.Null(await bench.Client.StatusAsync(CancellationToken.None));
        Assert.Null(await bench.Client.StopAsync(drain: true, CancellationToken.None));
        Assert.Equal(0, bench.Launched);
    }

    [Fact]
    public async Task A_client_that_was_closed_takes_no_requests()
    {
        await using var bench = new HostBench();
        await bench.Client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(bench.CountAsync);
    }

    // Moves the clock in small steps until the next host is launched: other things of the connection before it wait on the clock, too.
    private static async Task UntilLaunchedAsync(HostBench bench, int launched, ManualTime time)
    {
        while (bench.Launched == launched)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }

    // Takes connections and ends them without a word.
    private sealed class CutOff : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        public void Listen(EngineHostAddress address, bool once)
        {
            _listener.Bind(new UnixDomainSocketEndPoint(address.Endpoint));
            _listener.Listen();
            _ = AcceptAsync(address, once);
        }

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync(EngineHostAddress address, bool once)
        {
            try
            {
                do
                {
                    using var socket = await _listener.AcceptAsync();
                    if (once)
                    {
                        File.Delete(address.Endpoint);
                    }
                } while (!once);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // It has ended.
            }
        }
    }

    private sealed class Dead(int id, int exitCode) : IEngineHostProcess
    {
        public int Id => id;

        public int? ExitCode => exitCode;

        public void Dispose() { }
    }
}
