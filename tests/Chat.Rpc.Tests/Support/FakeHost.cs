using System.Collections.Concurrent;
using System.Net.Sockets;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Rpc.Tests.Support;

/// <summary>An engine host of a few lines on a real socket, whose every move a test decides.</summary>
internal sealed class FakeHost : IEngineHostProcess
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<Socket> _sockets = new();
    private readonly ConcurrentQueue<RpcConnection> _connections = new();
    private readonly EngineHostAddress _address;
    private readonly Script _script;
    private volatile bool _isClosing;

    public FakeHost(EngineHostAddress address, Script script)
    {
        _address = address;
        _script = script;
        File.Delete(address.Endpoint);
        _listener.Bind(new UnixDomainSocketEndPoint(address.Endpoint));
        _listener.Listen();
        File.WriteAllText(address.LogFile(Id), $"first line\nthe last words\u001b[1m of {script.Version}\n");
        _ = AcceptAsync();
    }

    /// <summary>What a host does.</summary>
    public sealed record Script
    {
        public string? Version { get; init; } = "1.0.0";

        public ProtocolVersion Protocol { get; init; } = ProtocolVersion.Current;

        public Func<FakeHost, ChatCompletionChunk[]> Chunks { get; init; } =
            _ => [ScriptedBackend.Chunk("hello", isLast: true)];
    }

    public int Id => 4711;

    public int? ExitCode { get; private set; }

    public int Accepted => _sockets.Count;

    public bool? Drained { get; private set; }

    /// <summary>Ends as a process does that is killed.</summary>
    public void Crash()
    {
        ExitCode = 137;
        _listener.Dispose();
        foreach (var socket in _sockets)
        {
            socket.Close();
        }
    }

    /// <summary>Says that it ends, then ends.</summary>
    public async Task CloseAsync()
    {
        _isClosing = true;
        foreach (var connection in _connections)
        {
            await connection.NotifyAsync(RpcNotifications.EngineClosing, new NoFields(), CancellationToken.None);
        }

        File.Delete(_address.Endpoint);
        _listener.Dispose();
    }

    public void Dispose() { }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                var stream = new NetworkStream(socket, ownsSocket: true);
                // Before it answers anything: what it answers may be to crash.
                _sockets.Enqueue(socket);
                _connections.Enqueue(RpcConnection.Start(stream, stream, Handlers(), Peers.Server));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private RpcHandlers Handlers() =>
        new RpcHandlers()
            .OnRequest(
                RpcMethods.Initialize,
                (_, _, _) =>
                    Task.FromResult(
                        new InitializeResult
                        {
                            ProtocolVersion = _script.Protocol,
                            Server = new PeerInfo
                            {
                                Name = "fake",
                                Version = _script.Version,
                                ProcessId = Id,
                            },
                            Capabilities = new ServerCapabilities { Methods = [] },
                        }
                    )
            )
            .OnChatComplete(
                (_, _, _) =>
                    ValueTask.FromResult<Core.Backends.IChatBackend>(new ScriptedBackend((_, _) => StreamAsync()))
            )
            .OnRequest(
                RpcMethods.TokensCount,
                (_, _, _) =>
                    _isClosing
                        ? throw new ChatException(ChatErrorKind.Overloaded, "It ends.", "Ask again.")
                        : Task.FromResult(new TokensCountResult { Tokens = _script.Version?.Length ?? 0 })
            )
            .OnRequest(
                RpcMethods.EngineStop,
                async (fields, _, _) =>
                {
                    Drained = fields.Drain;
                    await CloseAsync();
                    return new NoFields();
                }
            );

    private async IAsyncEnumerable<ChatCompletionChunk> StreamAsync()
    {
        await Task.Yield();
        foreach (var chunk in _script.Chunks(this))
        {
            yield return chunk;
        }

        if (ExitCode is null && _script.Chunks(this).All(chunk => !chunk.IsLastChunk))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        }
    }
}
