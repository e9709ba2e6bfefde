using System.Diagnostics;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>SIGTERM to a real engine that answers: as the system sends it when the user logs out.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class EngineSignalEndToEndTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly ChatdProcess _chatd = new();

    private string Socket => Path.Combine(_chatd.File("home"), "run", "engine.sock");

    [SkippableFact]
    public async Task A_terminated_engine_finishes_a_short_answer_and_ends_with_0()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var engine = await StartAsync();
        string[] line = ["ask", "--stats", "--ignore-eos", "--seed", "1", "--temperature", "0", "--max-tokens"];
        // The model is in memory by then.
        Assert.Equal(0, (await _chatd.RunAsync([.. line, "1", "hi"])).ExitCode);

        var answer = await _chatd.RunUntilFirstByteAsync(
            ask =>
            {
                Signals.Send(engine, "TERM");
                Assert.False(ask.HasExited);
            },
            [.. line, "24", "Tell me a story."]
        );

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains("answer tokens: 24,", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("were cancelled", await EndAsync(engine), StringComparison.Ordinal);
        Assert.False(File.Exists(Socket));
        (await _chatd.RunAsync("ask", "--max-tokens", "4", "hi")).AssertSilentSuccess();
        Assert.NotEqual(engine.Id, await EngineProcesses.CurrentAsync(_chatd));
    }

    [SkippableFact]
    public async Task A_terminated_engine_cuts_a_long_answer_with_a_typed_error_and_ends_with_0()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var engine = await StartAsync();
        using var rpc = RpcProcess.StartThroughHost(_chatd);
        await rpc.InitializeAsync();
        await rpc.BeginLongAnswerAsync(1);
        Assert.Equal(engine.Id, await EngineProcesses.CurrentAsync(_chatd));

        Signals.Send(engine, "TERM");
        var error = (await rpc.AnswerAsync(1)).GetProperty("error").GetProperty("data");

        Assert.Equal("incomplete", error.GetProperty("kind").GetString());
        Assert.True(error.GetProperty("retryable").GetBoolean());
        var partial = error.GetProperty("partial").GetProperty("choices")[0].GetProperty("message");
        Assert.NotEqual("", partial.GetProperty("content").GetString());
        Assert.Contains("were cancelled", await EndAsync(engine), StringComparison.Ordinal);
        Assert.False(File.Exists(Socket));
        var next = await rpc.AskAsync(
            """{"jsonrpc":"2.0","id":2,"method":"chat/complete","params":{"request":{"messages":[{"role":"user","content":"hi"}],"max_tokens":4}}}""",
            2
        );
        Assert.True(next.TryGetProperty("result", out _), next.ToString());
        Assert.NotEqual(engine.Id, await EngineProcesses.CurrentAsync(_chatd));
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    public void Dispose()
    {
        EngineProcesses.End(_chatd);
        _chatd.Dispose();
    }

    // In the foreground, so that its exit code is seen.
    private async Task<Process> StartAsync()
    {
        var engine = _chatd.Start("engine", "--idle", "120");
        engine.StandardInput.Close();
        var line = await engine.StandardError.ReadLineAsync().WaitAsync(Soon);
        Assert.Contains("takes requests", line, StringComparison.Ordinal);
        return engine;
    }

    private static async Task<string> EndAsync(Process engine)
    {
        try
        {
            var log = engine.StandardError.ReadToEndAsync();
            await engine.WaitForExitAsync().WaitAsync(Soon);
            Assert.Equal(0, engine.ExitCode);
            return await log;
        }
        finally
        {
            engine.Kill();
        }
    }
}
