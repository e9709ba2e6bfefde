using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>The real <c>chatd rpc</c>, spoken to byte by byte. It shares no code with the product.</summary>
internal sealed class RpcProcess : IDisposable
{
    // Generous: the machine is shared.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _limit = new(Limit);
    private readonly Task<string> _error;

    private RpcProcess(Process process)
    {
        Process = process;
        _error = process.StandardError.ReadToEndAsync(_limit.Token);
    }

    public Process Process { get; }

    /// <summary>Starts it, computing in its own process: the way through the engine host has tests of its own.</summary>
    public static RpcProcess Start(ChatdProcess chatd, params string[] arguments) =>
        new(chatd.Start(["rpc", "--in-process", .. arguments]));

    /// <summary>Starts it with an engine host behind it, for whose end the caller cares.</summary>
    public static RpcProcess StartThroughHost(ChatdProcess chatd, params string[] arguments) =>
        new(chatd.Start(["rpc", .. arguments]));

    public static byte[] Frame(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return
        [
            .. Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes.Length}\r\n\r\n")
            ),
            .. bytes,
        ];
    }

    public Task SendAsync(string body) => SendBytesAsync(Frame(body));

    public async Task SendBytesAsync(byte[] bytes)
    {
        var input = Process.StandardInput.BaseStream;
        await input.WriteAsync(bytes, _limit.Token);
        await input.FlushAsync(_limit.Token);
    }

    public void CloseInput() => Process.StandardInput.Close();

    /// <summary>The next message; null at the end. Whatever is no frame fails the test: standard output holds nothing else.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        var head = new List<byte>();
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            var one = new byte[1];
            if (await Process.StandardOutput.BaseStream.ReadAsync(one, _limit.Token) == 0)
            {
                Assert.Empty(head);
                return null;
            }

            head.Add(one[0]);
        }

        var text = Encoding.ASCII.GetString([.. head]);
        Assert.Matches("^Content-Length: [0-9]+\r\n\r\n$", text);
        var body = new byte[int.Parse(text["Content-Length: ".Length..].Trim(), CultureInfo.InvariantCulture)];
        await Process.StandardOutput.BaseStream.ReadExactlyAsync(body, _limit.Token);
        return JsonElement.Parse(body);
    }

    /// <summary>Sends a request and gives its answer; what comes before that is left out.</summary>
    public async Task<JsonElement> AskAsync(string body, int id)
    {
        await SendAsync(body);
        return await AnswerAsync(id);
    }

    public async Task<JsonElement> AnswerAsync(int id)
    {
        while (await ReceiveAsync() is { } message)
        {
            if (
                message.TryGetProperty("id", out var own)
                && own.ValueKind == JsonValueKind.Number
                && own.GetInt32() == id
            )
            {
                return message;
            }
        }

        throw new InvalidOperationException($"it ended without an answer to {id}: {await EndAsync()}");
    }

    public async Task InitializeAsync(string more = "")
    {
        var answer = await AskAsync(
            $$$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"1.0","client":{"name":"test"}{{{more}}}}}""",
            0
        );
        Assert.True(answer.TryGetProperty("result", out _), answer.ToString());
        await SendAsync("""{"jsonrpc":"2.0","method":"initialized","params":{}}""");
    }

    /// <summary>Starts an answer of the bundled model that takes long, and waits for its first chunk.</summary>
    public async Task BeginLongAnswerAsync(int id)
    {
        await SendAsync(
            $$"""{"id":{{id}},"method":"chat/complete","params":{"stream":"s{{id}}","request":{"""
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Count to one thousand.\"}],\"max_tokens\":4000,\"seed\":1,"
                // The ends of a turn are never chosen: it goes on until it is stopped.
                + "\"temperature\":0,\"logit_bias\":{\"2\":-100,\"0\":-100}}},\"jsonrpc\":\"2.0\"}"
        );
        while ((await ReceiveAsync())!.Value is var message)
        {
            Assert.False(message.TryGetProperty("error", out _), message.ToString());
            if (message.TryGetProperty("method", out var method) && method.GetString() == "chat/chunk")
            {
                return;
            }
        }
    }

    public async Task<int> ShutDownAsync()
    {
        await AskAsync("""{"jsonrpc":"2.0","id":999,"method":"shutdown"}""", 999);
        await SendAsync("""{"jsonrpc":"2.0","method":"exit"}""");
        return (await EndAsync()).Code;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int Code, string Error)> EndAsync()
    {
        await Process.WaitForExitAsync(_limit.Token);
        return (Process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
        }

        Process.Dispose();
        _limit.Dispose();
    }
}
