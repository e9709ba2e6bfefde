using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks;

/// <summary>
/// A model server on a loopback socket that streams numbered chunks at a pace, and notes when it sent each. Every connection gets one answer.
/// </summary>
/// <param name="chunks">How many chunks an answer has.</param>
/// <param name="pace">The time between two.</param>
internal sealed class PacedServer(int chunks, TimeSpan pace) : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>When each chunk of the last answer was sent.</summary>
    public long[] Sent { get; } = new long[chunks];

    /// <summary>The address of the API.</summary>
    public Uri Address =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/"
            )
        );

    /// <summary>Begins to listen.</summary>
    public void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        var text = "";
        while (!text.Contains("\"messages\"", StringComparison.Ordinal))
        {
            text += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }

        await stream.WriteAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"u8.ToArray()
        );
        for (var index = 0; index < chunks; index++)
        {
            await Task.Delay(pace, TimeProvider.System);
            var end = index == chunks - 1 ? "\"stop\"" : "null";
            var chunk = Encoding.UTF8.GetBytes(
                $"data: {{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{index} \"}},\"finish_reason\":{end}}}]}}\n\n"
            );
            Sent[index] = Stopwatch.GetTimestamp();
            await stream.WriteAsync(chunk);
        }

        await stream.WriteAsync("data: [DONE]\n\n"u8.ToArray());
    }
}
