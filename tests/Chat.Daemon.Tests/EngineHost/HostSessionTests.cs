using System.Threading.Channels;
using Chat.Core.Backends;
using Chat.Core.Requests;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.Dispatch;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.EngineHost;

/// <summary>What a client of an engine host is told without asking each time.</summary>
public sealed class HostSessionTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static readonly StatusResult Idle = new()
    {
        Engine = new EngineStatus { State = "ready" },
        Queue = new QueueStatus(),
        Models = [new ModelDescription { Id = "local/a", Name = "a" }],
    };

    private readonly TempFolder _folder = new();
    private readonly EngineHostAddress _address;
    private readonly Channel<StatusResult> _told = Channel.CreateUnbounded<StatusResult>();

    public HostSessionTests() =>
        _address = EngineHostAddress.Of(_folder.File("run"), nativeFolder: null, OperatingSystem.IsWindows());

    [Fact]
    public async Task Who_asked_for_it_is_told_of_a_load_and_of_a_request_as_soon_as_it_runs()
    {
        await using var server = await HostedServer.StartAsync(_address);
        await using var client = HostedServer.Client(_address, status => _told.Writer.TryWrite(status));
        server.Engine.Told = Idle;
        await client.CallAsync(
            RpcMethods.ModelsLoad,
            _ => new ModelParams { Model = "local/a" },
            progress: null,
            CancellationToken.None
        );
        await UntilToldAsync(status => status is { Models: [{ Id: "local/a" }], Queue: { Running: 0, Waiting: 0 } });

        // Its model is loaded, or its turn has not come.
        TaskCompletionSource first = new(),
            rest = new();
        server.Engine.Fake.Before = (index, token) => (index == 0 ? first : rest).Task.WaitAsync(token);
        server.Engine.Told = Idle with { Queue = new QueueStatus { Waiting = 1 } };
        var asked = AskAsync(client);
        await UntilToldAsync(status => status.Queue.Waiting == 1);
        server.Engine.Told = Idle with { Queue = new QueueStatus { Running = 1 } };
        first.SetResult();
        await UntilToldAsync(status => status.Queue.Running == 1);

        Assert.False(asked.IsCompleted);
        server.Engine.Told = Idle;
        rest.SetResult();
        await asked.WaitAsync(Soon);
        await UntilToldAsync(status => status.Queue.Running == 0);
    }

    [Fact]
    public async Task Who_did_not_ask_for_it_is_told_nothing()
    {
        await using var server = await HostedServer.StartAsync(_address);
        await using var client = HostedServer.Client(_address, status => _told.Writer.TryWrite(status));
        var told = 0;
        var stream = await HostStreams.ConnectAsync(_address);
        await using var silent = RpcConnection.Start(
            stream,
            stream,
            new RpcHandlers().OnNotification(RpcNotifications.StatusChanged, _ => Interlocked.Increment(ref told))
        );
        await silent.CallAsync(
            RpcMethods.Initialize,
            new InitializeParams
            {
                ProtocolVersion = ProtocolVersion.Current,
                Client = new PeerInfo { Name = "silent" },
            },
            CancellationToken.None
        );
        await silent.NotifyAsync(RpcNotifications.Initialized, new NoFields(), CancellationToken.None);

        await AskAsync(client).WaitAsync(Soon);
        await UntilToldAsync(_ => true);

        // What was sent to it before this answer came before this answer.
        await silent.CallAsync(RpcMethods.StatusGet, new NoFields(), CancellationToken.None).WaitAsync(Soon);
        Assert.Equal(0, Volatile.Read(ref told));
    }

    public void Dispose() => _folder.Dispose();

    private async Task UntilToldAsync(Func<StatusResult, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!isSo(await _told.Reader.ReadAsync(limit.Token)))
        {
            // An older state.
        }
    }

    private static async Task AskAsync(EngineHostClient client)
    {
        var fields = new ChatCompleteParams
        {
            Request = new ChatCompletionRequest { Messages = [ChatMessage.User("hi")] },
        };
        await foreach (var chunk in client.StreamAsync(fields, progress: null, CancellationToken.None))
        {
            Assert.NotNull(chunk);
        }
    }
}
