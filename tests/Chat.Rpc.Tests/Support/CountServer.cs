using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Support;

/// <summary>An end whose <c>tokens/count</c> does what a test says, and a peer that asks it byte by byte.</summary>
internal static class CountServer
{
    private const string Count = """{"jsonrpc":"2.0","id":ID,"method":"tokens/count","params":{"text":"TEXT"}}""";

    public static async Task<TokensCountResult> NeverAsync(
        TokensCountParams fields,
        RpcCall call,
        CancellationToken cancellationToken
    )
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return new TokensCountResult { Tokens = 0 };
    }

    public static RpcConnection Serve(
        PipePair pipes,
        Func<TokensCountParams, RpcCall, CancellationToken, Task<TokensCountResult>> count,
        RpcConnectionOptions? options = null
    ) =>
        RpcConnection.Start(
            pipes.Server,
            new RpcHandlers().OnInitialize(new PeerInfo { Name = "server" }).OnRequest(RpcMethods.TokensCount, count),
            options ?? Peers.Server
        );

    public static async Task<RawPeer> ConnectAsync(PipePair pipes)
    {
        var peer = new RawPeer(pipes.Client);
        await peer.InitializeAsync();
        return peer;
    }

    public static string Request(string id, string text) =>
        Count.Replace("ID", id, StringComparison.Ordinal).Replace("TEXT", text, StringComparison.Ordinal);
}
