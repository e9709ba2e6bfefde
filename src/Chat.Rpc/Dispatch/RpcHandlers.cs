using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// What a connection answers: a table from method to handler. Filled before the first connection takes it; after that it does not change,
/// and any number of connections may share it.
/// </summary>
/// <remarks>
/// A handler is called in the order in which requests come, on the loop that reads them: until its first real wait it must not block.
/// After that handlers run side by side. Its token is cancelled when the caller cancels or the connection ends, and the connection's end
/// waits for it. A <see cref="ChatException"/> becomes an error answer with its kind, advice and partial result.
/// </remarks>
public sealed class RpcHandlers
{
    private readonly Dictionary<string, RequestHandler> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NotificationReader> _notifications = new(StringComparer.Ordinal);

    /// <summary>Reads the params of a notification and takes it.</summary>
    /// <param name="json">The params.</param>
    /// <returns>Why they do not fit; null when they do.</returns>
    internal delegate RpcError? NotificationReader(ReadOnlySpan<byte> json);

    /// <summary>The methods that are answered, in order of their names.</summary>
    public IReadOnlyList<string> Methods => [.. _requests.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Answers a method.</summary>
    /// <typeparam name="TParams">The params.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="handle">Makes the result.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The method has a handler.</exception>
    public RpcHandlers OnRequest<TParams, TResult>(
        RpcMethod<TParams, TResult> method,
        Func<TParams, RpcCall, CancellationToken, Task<TResult>> handle
    )
        where TParams : class
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(handle);
        _requests.Add(method.Name, new TypedRequestHandler<TParams, TResult>(method, handle));
        return this;
    }

    /// <summary>Takes a notification. Called in the order in which they come, on the loop that reads them: it must not block or throw.</summary>
    /// <typeparam name="TParams">The params.</typeparam>
    /// <param name="notification">The notification.</param>
    /// <param name="handle">Takes it.</param>
    /// <returns>This table.</returns>
    /// <exception cref="ArgumentException">The notification has a handler.</exception>
    public RpcHandlers OnNotification<TParams>(RpcNotification<TParams> notification, Action<TParams> handle)
        where TParams : class
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(handle);
        _notifications.Add(
            notification.Name,
            json =>
            {
                var fault = ParamsReader.Read(json, notification.Params, out var fields);
                if (fault is null)
                {
                    handle(fields!);
                }

                return fault;
            }
        );
        return this;
    }

    /// <summary>Answers <c>initialize</c>: takes every client of this protocol's major version, and tells it the methods of this table.</summary>
    /// <param name="server">This program.</param>
    /// <param name="initialized">Is told of the client; null for nobody.</param>
    /// <returns>This table.</returns>
    public RpcHandlers OnInitialize(PeerInfo server, Action<InitializeParams>? initialized = null) =>
        OnRequest(
            RpcMethods.Initialize,
            (client, _, _) =>
            {
                if (!ProtocolVersion.Current.IsCompatibleWith(client.ProtocolVersion))
                {
                    throw new ChatException(
                        ChatErrorKind.InvalidRequest,
                        $"params.protocolVersion is {client.ProtocolVersion}, and this program speaks {ProtocolVersion.Current}.",
                        "Use programs of the same version at both ends."
                    );
                }

                initialized?.Invoke(client);
                return Task.FromResult(
                    new InitializeResult
                    {
                        ProtocolVersion = ProtocolVersion.Current,
                        Server = server,
                        Capabilities = new ServerCapabilities { Methods = Methods },
                    }
                );
            }
        );

    /// <summary>The handler of a method; null when there is none.</summary>
    /// <param name="method">The method.</param>
    internal RequestHandler? Request(string method) => _requests.GetValueOrDefault(method);

    /// <summary>The handler of a notification; null when there is none.</summary>
    /// <param name="method">The notification.</param>
    internal NotificationReader? Notification(string method) => _notifications.GetValueOrDefault(method);
}
