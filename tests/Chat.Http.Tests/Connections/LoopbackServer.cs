using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Chat.Http.Tests.Connections;

/// <summary>A real socket on loopback that reads one request's head per connection and plays bytes back.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _heads = [];
    private readonly Func<Stream, string, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _loop;

    public LoopbackServer(Func<Stream, string, Task> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _loop = ServeAsync();
    }

    public LoopbackServer(byte[] answer)
        : this((stream, _) => stream.WriteAsync(answer).AsTask()) { }

    public LoopbackServer(string answer)
        : this(Encoding.UTF8.GetBytes(answer)) { }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/v1/chat/completions");

    /// <summary>The request heads that came, each up to its empty line.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_heads)
            {
                return [.. _heads];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // Not before the loop is over: it may be about to listen on.
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(_certificate);
                stream = secure;
            }

            var head = await ReadHeadAsync(stream);
            lock (_heads)
            {
                _heads.Add(head);
            }

            await _answer(stream, head).WaitAsync(_stop.Token);
            await stream.DisposeAsync();
        }
        catch (Exception e)
            when (e
                    is IOException
                        or OperationCanceledException
                        or System.Security.Authentication.AuthenticationException
            )
        {
            // The client left, which some tests want of it.
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                throw new IOException("The client left.");
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
