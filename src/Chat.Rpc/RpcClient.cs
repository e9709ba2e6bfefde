using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;
using Chat.Rpc.Streaming;

namespace Chat.Rpc;

/// <summary>The client end of a connection, after its handshake. Safe for use by several threads.</summary>
public sealed class RpcClient : IAsyncDisposable
{
    /// <summary>The client end of a connection whose handshake is done.</summary>
    /// <param name="connection">The connection; owned.</param>
    /// <param name="server">What the server said of itself.</param>
    internal RpcClient(RpcConnection connection, InitializeResult server)
    {
        Connection = connection;
        Server = server;
    }

    /// <summary>The connection.</summary>
    public RpcConnection Connection { get; }

    /// <summary>What the server said of itself.</summary>
    public InitializeResult Server { get; }

    /// <summary>Starts a connection and introduces this program to the server.</summary>
    /// <param name="pipe">The pipes to the server; completed when the connection ends, as it does when this fails.</param>
    /// <param name="client">This program.</param>
    /// <param name="handlers">What the server may send beyond answers, such as <c>status/changed</c>; null for nothing.</param>
    /// <param name="options">How the connection behaves; null for the defaults. The role is always that of a client.</param>
    /// <param name="cancellationToken">Stops the handshake.</param>
    /// <exception cref="ChatException">The server refused, speaks another version, or was lost.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<RpcClient> ConnectAsync(
        IDuplexPipe pipe,
        PeerInfo client,
        RpcHandlers? handlers,
        RpcConnectionOptions? options,
        CancellationToken cancellationToken
    )
    {
        var connection = RpcConnection.Start(
            pipe,
            handlers ?? new RpcHandlers(),
            (options ?? new RpcConnectionOptions()) with
            {
                Role = RpcRole.Client,
            }
        );
        try
        {
            var server = await connection
                .CallAsync(RpcMethods.Initialize, Introduction(client, handlers), cancellationToken)
                .ConfigureAwait(false);
            if (!ProtocolVersion.Current.IsCompatibleWith(server.ProtocolVersion))
            {
                throw new ChatException(
                    ChatErrorKind.Protocol,
                    $"{server.Server.Name} speaks protocol {server.ProtocolVersion}, and this program {ProtocolVersion.Current}.",
                    "Use programs of the same version at both ends."
                );
            }

            await connection
                .NotifyAsync(RpcNotifications.Initialized, new NoFields(), cancellationToken)
                .ConfigureAwait(false);
            return new RpcClient(connection, server);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts a connection over streams and introduces this program to the server.</summary>
    /// <param name="input">The server's bytes; disposed of when the connection ends, as it does when this fails.</param>
    /// <param name="output">The bytes to the server, perhaps the same stream; disposed of with it.</param>
    /// <param name="client">This program.</param>
    /// <param name="handlers">What the server may send beyond answers; null for nothing.</param>
    /// <param name="options">How the connection behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the handshake.</param>
    /// <exception cref="ChatException">The server refused, speaks another version, or was lost.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<RpcClient> ConnectAsync(
        Stream input,
        Stream output,
        PeerInfo client,
        RpcHandlers? handlers,
        RpcConnectionOptions? options,
        CancellationToken cancellationToken
    ) => ConnectAsync(new StreamDuplexPipe(input, output), client, handlers, options, cancellationToken);

    /// <summary>Asks the server; see <see cref="RpcConnection.CallAsync"/>.</summary>
    /// <typeparam name="TParams">The params.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="fields">The params.</param>
    /// <param name="cancellationToken">Cancels the request at the server.</param>
    /// <exception cref="ChatException">The server answered with an error, or was lost.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<TResult> CallAsync<TParams, TResult>(
        RpcMethod<TParams, TResult> method,
        TParams fields,
        CancellationToken cancellationToken
    )
        where TParams : class
        where TResult : class => Connection.CallAsync(method, fields, cancellationToken);

    /// <summary>Asks the server for what takes long, and is told how far it is.</summary>
    /// <typeparam name="TParams">The params.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="fields">Makes the params with the token of the progress.</param>
    /// <param name="progress">Is told, on the loop that reads: it must not block or throw.</param>
    /// <param name="cancellationToken">Cancels the request at the server.</param>
    /// <exception cref="ChatException">The server answered with an error, or was lost.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<TResult> CallAsync<TParams, TResult>(
        RpcMethod<TParams, TResult> method,
        Func<RpcId, TParams> fields,
        IProgress<ProgressValue> progress,
        CancellationToken cancellationToken
    )
        where TParams : class
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(progress);
        var token = Connection.Progress.Open(progress);
        try
        {
            return await Connection.CallAsync(method, fields(token), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Connection.Progress.Close(token);
        }
    }

    /// <summary>
    /// Gets an answer in chunks, in order. A reader that is slow slows this stream and no other. Reading that is given up, by the token
    /// or by leaving the loop, cancels the request at the server and waits for its answer.
    /// </summary>
    /// <param name="fields">The request; its stream, window and chunks-only fields are set here.</param>
    /// <param name="cancellationToken">Cancels the request at the server.</param>
    /// <exception cref="ChatException">The request failed, or the server was lost; chunks that had come stay valid.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompleteParams fields,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(fields);
        var stream = Connection.Incoming.Open();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = AskAsync(stream, fields, cancellation.Token);
        try
        {
            while (await stream.NextAsync().ConfigureAwait(false) is { } chunks)
            {
                foreach (var chunk in chunks)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return chunk;
                }

                if (stream.Use() is { } used)
                {
                    var ack = new ChatAckParams { Stream = stream.Id, Seq = used };
                    await Connection
                        .NotifyAsync(RpcNotifications.ChatAck, ack, cancellationToken)
                        .ConfigureAwait(false);
                }
            }

            if (stream.Fault is { } fault)
            {
                throw fault;
            }

            await answer.ConfigureAwait(false);
        }
        finally
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Connection.Incoming.Close(stream);
        }
    }

    /// <summary>Ends the connection as LSP has it: <c>shutdown</c>, its answer, <c>exit</c>.</summary>
    /// <param name="cancellationToken">Stops the waiting for the answer.</param>
    /// <exception cref="ChatException">The server answered with an error, or was lost.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task ShutdownAsync(CancellationToken cancellationToken)
    {
        var nothing = new NoFields();
        await Connection.CallAsync(RpcMethods.Shutdown, nothing, cancellationToken).ConfigureAwait(false);
        await Connection.NotifyAsync(RpcNotifications.Exit, nothing, cancellationToken).ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the connection without a farewell.</summary>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private static InitializeParams Introduction(PeerInfo client, RpcHandlers? handlers) =>
        new()
        {
            ProtocolVersion = ProtocolVersion.Current,
            Client = client,
            Capabilities = new ClientCapabilities
            {
                Progress = true,
                Status = handlers?.Notification(RpcNotifications.StatusChanged.Name) is not null,
            },
        };

    private async Task AskAsync(IncomingStream stream, ChatCompleteParams fields, CancellationToken cancellationToken)
    {
        try
        {
            await Connection
                .CallAsync(
                    RpcMethods.ChatComplete,
                    fields with
                    {
                        Stream = stream.Id,
                        Window = Connection.Incoming.Window,
                        ChunksOnly = true,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        finally
        {
            stream.End();
        }
    }
}
