using Chat.Core.Errors;
using Chat.Daemon.EngineHost;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Rpc;

/// <summary><c>chatd rpc</c> with an engine host of this process behind it.</summary>
public sealed class RpcThroughHostTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly HomeDoor _home = new();
    private HostedServer? _server;

    [Theory]
    [InlineData(true, ChatErrorKind.TotalTimeout)]
    [InlineData(false, ChatErrorKind.FirstTokenTimeout)]
    public async Task A_proposal_is_held_to_the_limits_of_its_request(bool total, ChatErrorKind kind)
    {
        await using var rpc = await StartAsync();
        var waits = new TaskCompletionSource();
        _server!.Engine.Proposing = token =>
        {
            waits.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        var fields = new InlineParams
        {
            Document = "a",
            LanguageId = "plaintext",
            Prefix = "",
            LinePrefix = "x",
            Suffix = "",
            Timeouts = total ? new RequestTimeouts { TotalMs = 400 } : new RequestTimeouts { FirstTokenMs = 400 },
        };

        var asked = rpc.CallAsync(RpcMethods.CompletionInline, fields);
        await waits.Task.WaitAsync(Soon);
        _home.Door.Time.Advance(TimeSpan.FromMilliseconds(400));

        var error = await Assert.ThrowsAsync<ChatException>(() => asked);
        Assert.Equal((kind, true), (error.Kind, error.IsRetryable));
        var wrong = await Assert.ThrowsAsync<ChatException>(() =>
            rpc.CallAsync(RpcMethods.CompletionInline, fields with { Timeouts = new RequestTimeouts { TotalMs = -1 } })
        );
        Assert.Contains("params.timeouts.totalMs", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_are_counted_without_their_texts()
    {
        await using var rpc = await StartAsync();

        var count = await rpc.CallAsync(RpcMethods.TokensCount, new TokensCountParams { Text = "abc" });

        Assert.Equal(3, count.Tokens);
        Assert.False(_server!.Engine.Counted!.Pieces);
    }

    [Fact]
    public async Task The_end_of_the_host_is_told_without_a_request()
    {
        var told = new TaskCompletionSource();
        var handlers = new RpcHandlers().OnNotification(
            RpcNotifications.StatusChanged,
            status =>
            {
                if (status.Engine.State == "absent")
                {
                    told.TrySetResult();
                }
            }
        );
        await using var rpc = await StartAsync(handlers);
        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask(null)));

        await _server!.DisposeAsync();

        using var limit = new CancellationTokenSource(Soon);
        while (!told.Task.IsCompleted)
        {
            _home.Door.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_home.Door.EngineHost is { } link)
        {
            await link.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task<ServedRpc> StartAsync(RpcHandlers? handlers = null)
    {
        var settings = _home.Host.Settings;
        _server = await HostedServer.StartAsync(
            EngineHostLink.AddressOf(settings),
            new HostSettings { Self = EngineCommand.Self }
        );
        _home.Door.EngineHost = new EngineHostLink(settings, TimeProvider.System);
        return await ServedRpc.StartAsync(_home, handlers);
    }
}
