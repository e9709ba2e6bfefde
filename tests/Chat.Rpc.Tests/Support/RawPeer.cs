using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Chat.Rpc.Tests.Support;

/// <summary>An end that a test plays by hand, byte by byte. It shares no code with the product.</summary>
internal sealed class RawPeer(IDuplexPipe pipe) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    public async Task SendAsync(string body) => await SendBytesAsync(Frame(body));

    public async Task SendBytesAsync(byte[] bytes) => await pipe.Output.WriteAsync(bytes, _limit.Token);

    public ValueTask HangUpAsync() => pipe.Output.CompleteAsync();

    public ValueTask StopReadingAsync() => pipe.Input.CompleteAsync();

    /// <summary>The next message; null at the end.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        while (true)
        {
            var read = await pipe.Input.ReadAsync(_limit.Token);
            var bytes = read.Buffer.ToArray();
            var head = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
            if (head >= 0)
            {
                var text = Encoding.ASCII.GetString(bytes, 0, head);
                var length = int.Parse(text["Content-Length: ".Length..], CultureInfo.InvariantCulture);
                if (bytes.Length >= head + 4 + length)
                {
                    pipe.Input.AdvanceTo(read.Buffer.GetPosition(head + 4 + length));
                    return JsonElement.Parse(bytes.AsSpan(head + 4, length));
                }
            }

            pipe.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                Assert.Empty(bytes);
                return null;
            }
        }
    }

    /// <summary>The messages up to the end.</summary>
    public async Task<List<JsonElement>> ReceiveAllAsync()
    {
        var all = new List<JsonElement>();
        while (await ReceiveAsync() is { } message)
        {
            all.Add(message);
        }

        return all;
    }

    /// <summary>Sends a message and gives the next one that comes back.</summary>
    public async Task<JsonElement> AskAsync(string body)
    {
        await SendAsync(body);
        return (await ReceiveAsync())!.Value;
    }

    public async Task InitializeAsync()
    {
        var answer = await AskAsync(
            """{"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"1.0","client":{"name":"test"}}}"""
        );
        Assert.Equal("1.0", answer.GetProperty("result").GetProperty("protocolVersion").GetString());
        await SendAsync("""{"jsonrpc":"2.0","method":"initialized","params":{}}""");
    }

    public static byte[] Frame(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return [.. Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length}\r\n\r\n"), .. bytes];
    }

    public void Dispose() => _limit.Dispose();
}
