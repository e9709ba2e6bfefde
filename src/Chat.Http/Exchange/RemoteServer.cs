using System.Net.Http.Headers;
using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Dialects;
using Chat.Http.Failures;
using Chat.Http.Lines;
using Chat.Http.Resilience;

namespace Chat.Http.Exchange;

/// <summary>A server and the way to it: builds requests, sends them, and turns refusals into failures. Safe for concurrent use.</summary>
internal sealed class RemoteServer
{
    private readonly HttpConnections _connections;
    private readonly ConnectionSettings _connection;
    private readonly Func<string> _newKey;
    private readonly Uri _base;

    /// <summary>Describes a server.</summary>
    /// <param name="options">Where it is; checked.</param>
    /// <param name="dialect">How it writes.</param>
    /// <param name="connections">The connections to use.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">The source of jitter.</param>
    /// <param name="newKey">Makes idempotency keys.</param>
    public RemoteServer(
        HttpBackendOptions options,
        IWireDialect dialect,
        HttpConnections connections,
        TimeProvider time,
        Random random,
        Func<string> newKey
    )
    {
        Options = options;
        Dialect = dialect;
        Time = time;
        Retry = new RetryPolicy(options.Retry, time, random);
        Limits = new StreamLimits { MaxLineBytes = options.MaxEventBytes, MaxEventBytes = options.MaxEventBytes };
        Peer = options.NewPeer();
        _connections = connections;
        _connection = options.Connection;
        _newKey = newKey;
        _base = new Uri($"{options.BaseAddress.AbsoluteUri.TrimEnd('/')}/");
    }

    /// <summary>Where it is.</summary>
    public HttpBackendOptions Options { get; }

    /// <summary>How it writes.</summary>
    public IWireDialect Dialect { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>When requests are sent again.</summary>
    public RetryPolicy Retry { get; }

    /// <summary>How much one item of a stream, or a whole answer, may hold.</summary>
    public StreamLimits Limits { get; }

    /// <summary>The server as failures speak of it.</summary>
    public Peer Peer { get; }

    /// <summary>Starts the clock of a request.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="caller">Cancels the request.</param>
    public StreamClock NewClock(TimeLimits limits, CancellationToken caller) => new(limits, Time, Peer.Name, caller);

    /// <summary>Makes the idempotency key of a request.</summary>
    public IdempotencyKey NewIdempotencyKey() => IdempotencyKey.New(_newKey);

    /// <summary>Makes one attempt's message.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="path">The path with its query, relative to the base address.</param>
    /// <param name="accept">The form of answer asked for.</param>
    /// <param name="content">The body; null for none.</param>
    /// <exception cref="ChatException">A key or header cannot be sent.</exception>
    public HttpRequestMessage NewMessage(HttpMethod method, string path, string accept, HttpContent? content = null)
    {
        var message = new HttpRequestMessage(method, new Uri(_base, path)) { Content = content };
        try
        {
            var headers = message.Headers;
            headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
            headers.UserAgent.Add(new ProductInfoHeaderValue("chat", "0.1"));
            AddOptional(headers, "OpenAI-Organization", Options.Organization);
            AddOptional(headers, "OpenAI-Project", Options.Project);
            foreach (var (name, value) in Options.Headers)
            {
                SafeHeaders.Add(headers, name, value.Reveal());
            }

            if (Options.Key is { } key)
            {
                Dialect.Authorize(headers, key.Reveal());
            }

            return message;
        }
        catch (ChatException)
        {
            message.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message and reads the headers of its answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="token">Ends the attempt.</param>
    /// <returns>An answer of success; the caller disposes of it.</returns>
    /// <exception cref="ServerFailureException">The server refused.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken token)
    {
        var response = await _connections
            .For(_connection)
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token)
            .ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ServerErrors.ReadAsync(response, Peer, Time, token).ConfigureAwait(false);
        }
    }

    private static void AddOptional(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            SafeHeaders.Add(headers, name, value);
        }
    }
}
