using System.Text;
using Chat.Core.Errors;
using Chat.Daemon.Rpc;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Rpc;

public sealed class RpcLogTests
{
    private const string Key = "sk-canary-0123456789";

    [Fact]
    public async Task Without_a_trace_requests_are_told_and_nothing_of_what_they_hold()
    {
        var log = await RunAsync("--log", "stderr");

        Assert.Contains("info the client is test", log, StringComparison.Ordinal);
        Assert.Matches("request chat/complete id [0-9]+ [0-9.]+ ms ok\n", log);
        Assert.Matches("request models/pull id [0-9]+ [0-9.]+ ms -32602 invalidRequest\n", log);
        Assert.Contains("Exit code 0.", log, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Yes.", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_holds_the_messages_with_secrets_masked()
    {
        var log = await RunAsync("--log", "stderr", "--trace");

        Assert.Contains(" in {\"jsonrpc\":\"2.0\"", log, StringComparison.Ordinal);
        Assert.Contains("out {\"jsonrpc\":\"2.0\"", log, StringComparison.Ordinal);
        Assert.Contains("Yes.", log, StringComparison.Ordinal);
        Assert.Contains("the key is *** and Bearer ***", log, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_message_is_cut_and_no_secret_with_it()
    {
        using var home = new HomeDoor();
        home.Environment["KEY"] = Key;
        home.WriteProfiles(
            """
            "one": { "kind": "openai-compatible", "url": "http://127.0.0.1:1/v1", "key": "env:KEY" }
            """
        );
        var trace = new TraceText(home.Host);

        for (var before = TraceText.MaxShown - 30; before < TraceText.MaxShown + 5; before++)
        {
            var shown = trace.Show(Encoding.UTF8.GetBytes(new string('x', before) + Key + new string('y', 50_000)));
            Assert.DoesNotContain("sk-", shown, StringComparison.Ordinal);
            Assert.EndsWith($"({before + Key.Length + 50_000} bytes)", shown, StringComparison.Ordinal);
            Assert.True(shown.Length < TraceText.MaxShown + 50);
        }
    }

    [Fact]
    public async Task A_file_begins_anew_when_it_is_full_and_goes_on_where_it_was_before()
    {
        using var folder = new TempFolder();
        var path = folder.File("rpc.log");
        await File.WriteAllTextAsync(path, "before\n");
        await using (var log = BoundedLogFile.Open(path))
        {
            await log.WriteAsync("after\n");
            Assert.Equal("before\nafter\n", await File.ReadAllTextAsync(path));
            var line = new string('x', 1024 * 1024 - 1) + "\n";
            for (var count = 0; count < 10; count++)
            {
                await log.WriteAsync(line);
                Assert.InRange(new FileInfo(path).Length, 1, BoundedLogFile.MaxBytes);
            }
        }

        Assert.Equal(1024 * 1024, new FileInfo(path).Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_at_once()
    {
        using var folder = new TempFolder();

        var failure = Assert.Throws<ChatException>(() => BoundedLogFile.Open(folder.Path));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var home = new HomeDoor();
        home.Environment["KEY"] = Key;
        home.WriteProfiles(
            """
            "one": { "kind": "openai-compatible", "url": "http://127.0.0.1:1/v1", "key": "env:KEY" }
            """
        );
        home.Door.Remote.Backends["one"] = new FakeBackend();
        await using var rpc = await ServedRpc.StartAsync(home, handlers: null, arguments);
        await rpc.StreamAsync(ServedRpc.Ask("one/m", $"the key is {Key} and Bearer abcdef.canary"));
        await Assert.ThrowsAsync<ChatException>(() =>
            rpc.CallAsync(RpcMethods.ModelsPull, new ModelParams { Model = "x" })
        );
        Assert.Equal(0, await rpc.LeaveAsync());
        return home.Door.Error;
    }
}
