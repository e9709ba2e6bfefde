using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>The promises of the engine host, kept by real processes with the bundled model.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class EngineHostEndToEndTests : IDisposable
{
    private readonly ChatdProcess _chatd = new();

    private string Run => Path.Combine(_chatd.File("home"), "run");

    [Fact]
    public async Task The_second_question_goes_to_the_engine_of_the_first()
    {
        var first = await AskAsync("Are dogs real?");
        first.AssertSilentSuccess();
        var engine = await EngineProcesses.CurrentAsync(_chatd);

        var second = await AskAsync("Are dogs real?");

        second.AssertSilentSuccess();
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(engine, await EngineProcesses.CurrentAsync(_chatd));
        Assert.Equal([engine], EngineProcesses.All(_chatd));
        // The same answer as without a host.
        var own = await _chatd.RunAsync(["ask", "--in-process", .. Line, "Are dogs real?"]);
        Assert.Equal(own.Output, second.Output);
    }

    [Fact]
    public async Task Ten_questions_at_once_start_one_engine_and_all_are_answered()
    {
        string[] questions = ["Are dogs real?", "Name three colors.", "Count to five.", "Say hello.", "What is rain?"];
        var answers = await Task.WhenAll(questions.Concat(questions).Select(question => AskAsync(question)));

        Assert.All(answers, answer => answer.AssertSilentSuccess());
        Assert.All(answers, answer => Assert.NotEqual("", answer.Output.Trim()));
        // The same question may be answered in other words: what else is in the batch shows in the last bits of the logits. But no two
        // questions have one answer.
        for (var place = 0; place < answers.Length; place++)
        {
            for (var other = place + 1; other < answers.Length; other++)
            {
                if (place % questions.Length != other % questions.Length)
                {
                    Assert.NotEqual(answers[place].Output, answers[other].Output);
                }
            }
        }

        Assert.Single(EngineProcesses.All(_chatd), EngineProcesses.IsAlive);
    }

    [SkippableFact]
    public async Task A_killed_engine_costs_one_answer_and_its_text_so_far_is_kept()
    {
        Skip.If(
            OperatingSystem.IsWindows(),
            "The engine is found by its log, which Windows names alike, but signals are Unix's."
        );
        (await AskAsync("hi")).AssertSilentSuccess();
        var engine = await EngineProcesses.CurrentAsync(_chatd);
        var watch = new Stopwatch();

        var cut = await _chatd.RunUntilFirstByteAsync(
            _ =>
            {
                watch.Start();
                EngineProcesses.Kill(engine);
            },
            ChatdProcess.Endless
        );

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"told after {watch.Elapsed}");
        cut.AssertFailure(1, $"engine host (process {engine}) ended before the answer was whole");
        Assert.Contains("Its last words: ", cut.Error, StringComparison.Ordinal);
        Assert.Contains("takes requests", cut.Error, StringComparison.Ordinal);
        Assert.NotEqual("", cut.Output.Trim());
        // Its socket is still there, and stale.
        Assert.True(File.Exists(Path.Combine(Run, "engine.sock")));
        (await AskAsync("hi")).AssertSilentSuccess();
        Assert.NotEqual(engine, await EngineProcesses.CurrentAsync(_chatd));
    }

    [SkippableFact]
    public async Task An_interrupted_question_leaves_the_engine_alive()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows sends Ctrl+C to whole console groups, the tests among them.");
        (await AskAsync("hi")).AssertSilentSuccess();
        var engine = await EngineProcesses.CurrentAsync(_chatd);

        var result = await _chatd.RunUntilFirstByteAsync(process => Signals.Send(process, "INT"), ChatdProcess.Endless);

        Assert.Equal(130, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Equal(engine, await EngineProcesses.CurrentAsync(_chatd));
        var status = await _chatd.RunAsync("status");
        Assert.Contains("0 running, 0 waiting", status.Output, StringComparison.Ordinal);
        // Not even Ctrl+C that reaches it ends it.
        Signals.Send(Process.GetProcessById(engine), "INT");
        Signals.Send(Process.GetProcessById(engine), "HUP");
        (await AskAsync("hi")).AssertSilentSuccess();
        Assert.Equal(engine, await EngineProcesses.CurrentAsync(_chatd));
    }

    [Fact]
    public async Task Status_and_stop_start_no_engine()
    {
        Assert.Equal("engine host: not running\n", (await _chatd.RunAsync("status")).Output);
        Assert.Contains("\"absent\"", (await _chatd.RunAsync("status", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal("engine host: not running\n", (await _chatd.RunAsync("stop")).Output);
        Assert.Empty(EngineProcesses.All(_chatd));
    }

    [Fact]
    public async Task Status_tells_what_is_loaded_and_stop_ends_it()
    {
        (await AskAsync("hi")).AssertSilentSuccess();
        var engine = await EngineProcesses.CurrentAsync(_chatd);
        var status = await _chatd.RunAsync("status");
        status.AssertSilentSuccess();
        Assert.StartsWith($"engine host: ready, process {engine}, version ", status.Output, StringComparison.Ordinal);
        Assert.Contains("local/smollm2-135m-instruct", status.Output, StringComparison.Ordinal);
        Assert.Matches("memory: +[1-9][0-9]+ MiB in all, 92 MiB models", status.Output);

        var stop = await _chatd.RunAsync("stop");

        stop.AssertSilentSuccess();
        Assert.Equal($"engine host: ended (process {engine})\n", stop.Output);
        Assert.False(File.Exists(Path.Combine(Run, "engine.sock")));
        Assert.False(EngineProcesses.IsAlive(engine));
        Assert.Equal("engine host: not running\n", (await _chatd.RunAsync("status")).Output);
    }

    [Fact]
    public async Task Stop_now_cuts_an_answer_short_without_calling_it_a_crash()
    {
        (await AskAsync("hi")).AssertSilentSuccess();
        var stop = Task.CompletedTask;

        var cut = await _chatd.RunUntilFirstByteAsync(
            _ => stop = _chatd.RunAsync("stop", "--now"),
            ChatdProcess.Endless
        );

        await stop;
        Assert.Equal(1, cut.ExitCode);
        Assert.DoesNotContain("ended before", cut.Error, StringComparison.Ordinal);
        Assert.StartsWith(
            "error: The engine host was stopped before the answer was whole.",
            cut.Error,
            StringComparison.Ordinal
        );
    }

    [SkippableFact]
    public async Task No_key_reaches_the_engine()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux shows the environment of a process.");
        const string Canary = "canary-5a1c";
        foreach (
            var name in (string[])["OPENAI_API_KEY", "MISTRAL_API_KEY", "MY_SECRET", "LLAMA_API_KEY", "PSModulePath"]
        )
        {
            _chatd.Environment[name] = Canary;
        }

        (await AskAsync("zebra quagga")).AssertSilentSuccess();

        var engine = await EngineProcesses.CurrentAsync(_chatd);
        var environment = Encoding.UTF8.GetString(await File.ReadAllBytesAsync($"/proc/{engine}/environ"));
        Assert.Contains("CHAT_HOME=", environment, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, environment, StringComparison.Ordinal);
        var line = Encoding.UTF8.GetString(await File.ReadAllBytesAsync($"/proc/{engine}/cmdline"));
        Assert.DoesNotContain("zebra", line, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "zebra",
            await File.ReadAllTextAsync(Path.Combine(Run, $"engine-{engine}.log")),
            StringComparison.Ordinal
        );
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_open_to_others_is_closed_to_them()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access lists.");
        Directory.CreateDirectory(Run);
        File.SetUnixFileMode(Run, (UnixFileMode)0b111_101_101);

        (await AskAsync("hi")).AssertSilentSuccess();

        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(Run));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(Path.Combine(Run, "engine.sock")));
    }

    [Fact]
    public async Task Without_a_place_for_the_engine_the_answer_comes_all_the_same()
    {
        await File.WriteAllTextAsync(_chatd.File("file"), "");
        _chatd.Environment["CHAT_HOME"] = Path.Combine(_chatd.File("file"), "home");

        var answer = await AskAsync("Are dogs real?");

        Assert.Equal(0, answer.ExitCode);
        Assert.NotEqual("", answer.Output.Trim());
        Assert.StartsWith("warning: The folder ", answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd('\n').Split('\n'));
        var tokens = await _chatd.RunAsync("tokens", "Are dogs real?");
        Assert.Equal(("4\n", 0), (tokens.Output, tokens.ExitCode));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_no_hindrance()
    {
        _chatd.Environment["CHAT_HOME"] = _chatd.File(Path.Combine("home", new string('x', 100)));
        (await AskAsync("hi")).AssertSilentSuccess();
        var stop = await _chatd.RunAsync("stop");
        Assert.Contains("ended (process ", stop.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_nobody_asks_ends()
    {
        var engine = await _chatd.RunAsync("engine", "--idle", "0.2");
        Assert.Equal(0, engine.ExitCode);
        Assert.Equal("", engine.Output);
        Assert.Contains("ending", engine.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Run, "engine.sock")));
    }

    [Fact]
    public async Task A_model_of_the_current_folder_and_a_failure_are_the_same_through_the_engine()
    {
        File.CreateSymbolicLink(_chatd.File("mine.gguf"), BundledModel.Path);
        var answer = await _chatd.RunAsync(["ask", .. Line, "-m", "mine.gguf", "hi"]);
        answer.AssertSilentSuccess();

        var missing = await _chatd.RunAsync(["ask", .. Line, "-m", "missing.gguf", "hi"]);

        missing.AssertFailure(3, "missing.gguf");
        var count = await _chatd.RunAsync("tokens", "Are dogs real?");
        count.AssertSilentSuccess();
        Assert.Equal("4\n", count.Output);
    }

    [SkippableFact]
    public async Task The_engine_of_another_user_is_not_trusted()
    {
        Skip.IfNot(
            OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root can start a process of another user."
        );
        Skip.IfNot(File.Exists("/usr/bin/setpriv"), "There is no setpriv.");
        var home = Directory.CreateTempSubdirectory("chat-foreign-");
        try
        {
            using var owner = Process.Start("chown", ["65534", home.FullName]);
            await owner.WaitForExitAsync();
            using var engine = StartAs(home.FullName);
            try
            {
                var line = await engine.StandardError.ReadLineAsync();
                Skip.If(
                    line is null || !line.Contains("takes requests", StringComparison.Ordinal),
                    $"Another user cannot run the program: {line}"
                );
                _chatd.Environment["CHAT_HOME"] = home.FullName;

                var ask = await AskAsync("hi");

                ask.AssertFailure(3, "belongs to another user");
                Assert.Equal("", ask.Output);
            }
            finally
            {
                engine.Kill();
                await engine.WaitForExitAsync();
            }
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    public void Dispose()
    {
        EngineProcesses.End(_chatd);
        _chatd.Dispose();
    }

    private Process StartAs(string home)
    {
        var start = new ProcessStartInfo("/usr/bin/setpriv") { UseShellExecute = false, RedirectStandardError = true };
        string[] words = ["--reuid=65534", "--clear-groups", "dotnet", _chatd.Program, "engine", "--idle", "60"];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["CHAT_HOME"] = home;
        start.Environment["HOME"] = home;
        return Process.Start(start)!;
    }

    private static string[] Line { get; } = ["--seed", "1", "--temperature", "0", "--max-tokens", "8"];

    private Task<ChatdResult> AskAsync(string question) => _chatd.RunAsync(["ask", .. Line, question]);
}
