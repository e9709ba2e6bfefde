using System.IO.Pipelines;
using Chat.Core.Requests;
using Chat.Rpc;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Support;

/// <summary><c>chatd rpc</c> in this process, on fakes, with a client.</summary>
internal sealed class ServedRpc : IAsyncDisposable
{
    private readonly Pipe _there = new();
    private readonly Pipe _back = new();

    private ServedRpc(HomeDoor home) => Home = home;

    public HomeDoor Home { get; }

    public RpcClient Client { get; private set; } = null!;

    /// <summary>The exit code, once it has ended.</summary>
    public Task<int> Code { get; private set; } = null!;

    /// <summary>The client's bytes, for tests that end them.</summary>
    public PipeWriter Input => _there.Writer;

    public static async Task<ServedRpc> StartAsync(
        HomeDoor home,
        RpcHandlers? handlers = null,
        params string[] arguments
    )
    {
        var served = new ServedRpc(home);
        home.Door.Terminal.Redirect(served._there.Reader.AsStream());
        home.Door.Terminal.Output = served._back.Writer.AsStream();
        served.Code = Task.Run(() => home.RunAsync(["rpc", .. arguments]));
        served.Client = await RpcClient.ConnectAsync(
            served._back.Reader.AsStream(),
            served._there.Writer.AsStream(),
            new PeerInfo { Name = "test" },
            handlers,
            options: null,
            CancellationToken.None
        );
        return served;
    }

    public static ChatCompleteParams Ask(string? model, string text = "hi") =>
        new()
        {
            Request = new ChatCompletionRequest { Messages = [ChatMessage.User(text)] },
            Model = model,
        };

    public Task<TResult> CallAsync<TParams, TResult>(RpcMethod<TParams, TResult> method, TParams fields)
        where TParams : class
        where TResult : class =>
        Client.CallAsync(method, fields, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    public async Task<string> StreamAsync(ChatCompleteParams fields)
    {
        var text = "";
        await foreach (var chunk in Client.StreamAsync(fields, CancellationToken.None))
        {
            text += chunk.Choices.Count > 0 ? chunk.Choices[0].Delta.Content : "";
        }

        return text;
    }

    /// <summary>Leaves as LSP has it.</summary>
    public async Task<int> LeaveAsync()
    {
        await Client.ShutdownAsync(CancellationToken.None);
        return await Code.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Code.WaitAsync(TimeSpan.FromSeconds(30));
        Home.Dispose();
    }
}
