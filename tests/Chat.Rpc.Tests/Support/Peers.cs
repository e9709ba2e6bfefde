using Chat.Core.Requests;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Support;

/// <summary>The ends that tests have in common.</summary>
internal static class Peers
{
    public static RpcConnectionOptions Server { get; } =
        new() { Role = RpcRole.Server, DrainLimit = TimeSpan.FromSeconds(10) };

    /// <summary>A table that answers <c>initialize</c>, and <c>tokens/count</c> with the length of the text.</summary>
    public static RpcHandlers Handlers() =>
        new RpcHandlers()
            .OnInitialize(new PeerInfo { Name = "server" })
            .OnRequest(
                RpcMethods.TokensCount,
                (fields, _, _) => Task.FromResult(new TokensCountResult { Tokens = fields.Text?.Length ?? 0 })
            );

    public static Task<RpcClient> ConnectAsync(PipePair pipes, RpcConnectionOptions? options = null) =>
        RpcClient.ConnectAsync(
            pipes.Client,
            new PeerInfo { Name = "client" },
            handlers: null,
            options,
            CancellationToken.None
        );

    public static ChatCompleteParams Ask(string user = "") =>
        new()
        {
            Request = new ChatCompletionRequest { Messages = [ChatMessage.User("hi")], User = user },
        };
}
