using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>The life of the real <c>chatd rpc</c>: answers of the bundled model, and every way to end.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class RpcEndToEndTests : IDisposable
{
    // The promise is a second or two; what a test needs is that it is not the limit of the answer, which is minutes.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    private readonly ChatdProcess _chatd = new();

    [Fact]
    public async Task The_bundled_model_streams_in_order_and_the_end_is_0()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();

        await rpc.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"chat/complete","params":{"stream":"s","request":{"messages":[{"role":"user","content":"Name three colors."}],"max_tokens":16,"seed":1,"temperature":0}}}"""
        );
        var text = "";
        var seq = 0;
        JsonElement message;
        while ((message = (await rpc.ReceiveAsync())!.Value).TryGetProperty("method", out var method))
        {
            Assert.Equal("chat/chunk", method.GetString());
            var fields = message.GetProperty("params");
            Assert.Equal(seq++, fields.GetProperty("seq").GetInt32());
            foreach (var chunk in fields.GetProperty("chunks").EnumerateArray())
            {
                foreach (var choice in chunk.GetProperty("choices").EnumerateArray())
                {
                    text += choice.GetProperty("delta").TryGetProperty("content", out var part) ? part.GetString() : "";
                }
            }
        }

        var completion = message.GetProperty("result").GetProperty("completion");
        Assert.NotEqual("", text);
        Assert.Equal(
            text,
            completion.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()
        );
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    [Fact]
    public async Task A_cancelled_request_is_answered_and_the_next_one_works()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();
        await rpc.BeginLongAnswerAsync(1);

        await rpc.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");

        Assert.Equal(-32800, (await rpc.AnswerAsync(1)).GetProperty("error").GetProperty("code").GetInt32());
        var next = await rpc.AskAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tokens/count","params":{"text":"a b"}}""",
            2
        );
        Assert.True(next.GetProperty("result").GetProperty("tokens").GetInt32() > 0);
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    [Fact]
    public async Task A_killed_engine_costs_the_answers_it_gave_and_the_daemon_goes_on()
    {
        using var rpc = RpcProcess.StartThroughHost(_chatd);
        await rpc.InitializeAsync();
        await rpc.BeginLongAnswerAsync(1);
        var engine = await EngineProcesses.CurrentAsync(_chatd);
        var watch = Stopwatch.StartNew();

        EngineProcesses.Kill(engine);

        var error = (await rpc.AnswerAsync(1)).GetProperty("error");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"told after {watch.Elapsed}");
        var data = error.GetProperty("data");
        Assert.Equal("engineCrashed", data.GetProperty("kind").GetString());
        var partial = data.GetProperty("partial").GetProperty("choices")[0].GetProperty("message");
        Assert.NotEqual("", partial.GetProperty("content").GetString());
        var next = await rpc.AskAsync(
            """{"jsonrpc":"2.0","id":2,"method":"chat/complete","params":{"request":{"messages":[{"role":"user","content":"hi"}],"max_tokens":4,"seed":1,"temperature":0}}}""",
            2
        );
        Assert.True(next.TryGetProperty("result", out _), next.ToString());
        Assert.NotEqual(engine, await EngineProcesses.CurrentAsync(_chatd));
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    [Fact]
    public async Task It_ends_when_its_input_does_also_within_an_answer()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();
        await rpc.BeginLongAnswerAsync(1);

        rpc.CloseInput();

        await AssertEndsAsync(rpc, code: 1);
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_and_its_input_ends()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();
        await rpc.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"chat/complete","params":{"stream":"s","request":{"messages":[{"role":"user","content":"Count."}],"max_tokens":4000,"seed":1,"temperature":0}}}"""
        );
        // More answers than the pipe takes, and nobody takes any.
        for (var id = 2; id < 250; id++)
        {
            await rpc.SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"profiles/list"}""");
        }

        rpc.CloseInput();

        await AssertEndsAsync(rpc, code: 1);
    }

    [Fact]
    public async Task It_ends_when_the_process_that_it_was_told_of_is_killed()
    {
        using var parent = Process.Start("sleep", ["600"]);
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync(string.Create(CultureInfo.InvariantCulture, $",\"processId\":{parent.Id}"));
        await rpc.BeginLongAnswerAsync(1);

        parent.Kill();

        await AssertEndsAsync(rpc, code: 1);
    }

    [Fact]
    public async Task It_ends_when_the_process_that_holds_its_input_is_killed()
    {
        var pipe = _chatd.File("input");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
            Assert.Equal(0, made.ExitCode);
        }

        const string request = """{"jsonrpc":"2.0","id":1,"method":"a/b"}""";
        var say = $"printf 'Content-Length: {request.Length}\\r\\n\\r\\n%s' '{request}'";
        using var holder = Process.Start("sh", ["-c", $"exec 3> \"$0\"; {say} >&3; exec sleep 600", pipe]);
        var start = new ProcessStartInfo("sh", ["-c", "exec dotnet \"$0\" rpc < \"$1\"", _chatd.Program, pipe])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["CHAT_HOME"] = _chatd.File("home");
        using var daemon = Process.Start(start)!;
        try
        {
            // It reads: its first answer comes.
            Assert.Equal('C', (char)daemon.StandardOutput.BaseStream.ReadByte());
            holder.Kill();
            await daemon.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(1, daemon.ExitCode);
        }
        finally
        {
            holder.Kill();
            daemon.Kill();
        }
    }

    [Fact]
    public async Task A_signal_ends_it_within_an_answer()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();
        await rpc.BeginLongAnswerAsync(1);

        Signals.Send(rpc.Process, "TERM");

        await AssertEndsAsync(rpc, code: 130);
    }

    [Fact]
    public async Task Exit_without_shutdown_is_1()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();

        await rpc.SendAsync("""{"jsonrpc":"2.0","method":"exit"}""");

        await AssertEndsAsync(rpc, code: 1);
    }

    [Fact]
    public async Task The_log_tells_requests_and_no_prompt_and_one_that_cannot_be_written_is_an_error_at_once()
    {
        var log = _chatd.File("rpc.log");
        using var rpc = RpcProcess.Start(_chatd, "--log", log);
        await rpc.InitializeAsync();
        await rpc.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tokens/count","params":{"text":"a secret thought"}}""",
            1
        );
        Assert.Equal(0, await rpc.ShutDownAsync());

        var text = await File.ReadAllTextAsync(log);
        Assert.Matches("request tokens/count id 1 [0-9.]+ ms ok", text);
        Assert.DoesNotContain("thought", text, StringComparison.Ordinal);
        (await _chatd.RunAsync("rpc", "--log", _chatd.File("no/such/folder.log"))).AssertFailure(2, "log file");
        (await _chatd.RunAsync("rpc", "--trace")).AssertFailure(2, "--trace");
    }

    public void Dispose()
    {
        EngineProcesses.End(_chatd);
        _chatd.Dispose();
    }

    private static async Task AssertEndsAsync(RpcProcess rpc, int code)
    {
        var watch = Stopwatch.StartNew();
        var (ended, error) = await rpc.EndAsync();
        Assert.True(code == ended, $"exit code {ended}: {error}");
        Assert.True(watch.Elapsed < Soon, $"it took {watch.Elapsed}");
    }
}
