using System.Text;
using System.Text.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>What breaks the protocol, sent to the real <c>chatd rpc</c>.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class RpcBadInputTests : IDisposable
{
    private readonly ChatdProcess _chatd = new();

    public static TheoryData<string, string> BadFrames =>
        new()
        {
            { "no length", "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}" },
            { "two lengths", "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" },
            { "a negative length", "Content-Length: -1\r\n\r\n" },
            { "a length that is none", "Content-Length: 2x\r\n\r\n{}" },
            { "a huge length", "Content-Length: 33554433\r\n\r\n" },
            { "an absurd length", "Content-Length: 99999999999999999999\r\n\r\n" },
            { "bare line feeds", "Content-Length: 2\n\n{}" },
            { "another charset", "Content-Length: 2\r\nContent-Type: text/x; charset=utf-16\r\n\r\n{}" },
            { "no colon", "Content-Length 2\r\n\r\n{}" },
            { "an endless header line", "X: " + new string('x', 9_000) + "\r\n\r\n" },
        };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task A_bad_frame_is_told_once_and_ends_the_connection(string what, string bytes)
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();

        await rpc.SendBytesAsync(Encoding.ASCII.GetBytes(bytes));

        AssertError((await rpc.ReceiveAsync())!.Value, id: null, -32700);
        Assert.Null(await rpc.ReceiveAsync());
        var (code, error) = await rpc.EndAsync();
        Assert.True((code, error) == (1, ""), $"{what}: {code} {error}");
    }

    [Fact]
    public async Task A_frame_that_is_cut_is_told_too()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();

        await rpc.SendBytesAsync(RpcProcess.Frame("""{"jsonrpc":"2.0","id":1,"method":"status/get"}""")[..^5]);
        rpc.CloseInput();

        AssertError((await rpc.ReceiveAsync())!.Value, id: null, -32700);
        Assert.Equal((1, ""), await rpc.EndAsync());
    }

    [Fact]
    public async Task Bad_messages_are_each_answered_and_the_connection_goes_on()
    {
        using var rpc = RpcProcess.Start(_chatd);
        AssertError(await rpc.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"status/get"}""", 1), 1, -32002);
        await rpc.InitializeAsync();

        await rpc.SendAsync("""[{"jsonrpc":"2.0","id":2,"method":"status/get"}]""");
        AssertError((await rpc.ReceiveAsync())!.Value, id: null, -32600);
        await rpc.SendAsync("{\"jsonrpc\":");
        AssertError((await rpc.ReceiveAsync())!.Value, id: null, -32700);
        AssertError(await rpc.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"no/such"}""", 3), 3, -32601);
        AssertError(await rpc.AskAsync("""{"id":4,"method":"status/get"}""", 4), 4, -32600);
        AssertError(
            await rpc.AskAsync(
                $$$"""{"jsonrpc":"2.0","id":5,"method":"status/get","params":{"a":{{{new string('[', 80)}}}{{{new string(']', 80)}}}}}""",
                5
            ),
            5,
            -32600
        );
        var wrong = await rpc.AskAsync(
            """{"jsonrpc":"2.0","id":6,"method":"chat/complete","params":{"request":{"messages":"x"}}}""",
            6
        );
        AssertError(wrong, 6, -32602);
        Assert.StartsWith(
            "params.request.messages",
            wrong.GetProperty("error").GetProperty("data").GetProperty("field").GetString(),
            StringComparison.Ordinal
        );
        AssertError(await rpc.AskAsync("""{"jsonrpc":"2.0","id":7,"method":"initialize","params":{}}""", 7), 7, -32600);

        var alive = await rpc.AskAsync("""{"jsonrpc":"2.0","id":8,"method":"status/get"}""", 8);
        Assert.True(alive.TryGetProperty("result", out _), alive.ToString());
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    [Fact]
    public async Task An_id_that_is_open_is_refused_without_one_and_its_request_is_answered_once()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();
        await rpc.BeginLongAnswerAsync(1);

        await rpc.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"status/get"}""");
        await rpc.SendAsync("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await rpc.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"status/get"}""");
        var answers = new List<JsonElement>();
        while (answers.Count < 3)
        {
            var message = (await rpc.ReceiveAsync())!.Value;
            if (message.TryGetProperty("id", out _))
            {
                answers.Add(message);
            }
        }

        AssertError(
            Assert.Single(answers, answer => answer.GetProperty("id").ValueKind == JsonValueKind.Null),
            null,
            -32600
        );
        AssertError(Assert.Single(answers, answer => IsId(answer, 1)), 1, -32800);
        Assert.Single(answers, answer => IsId(answer, 2));
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    [Fact]
    public async Task Bytes_that_come_one_by_one_are_read()
    {
        using var rpc = RpcProcess.Start(_chatd);
        await rpc.InitializeAsync();

        foreach (var one in RpcProcess.Frame("""{"jsonrpc":"2.0","id":1,"method":"status/get"}"""))
        {
            await rpc.SendBytesAsync([one]);
        }

        Assert.True((await rpc.AnswerAsync(1)).TryGetProperty("result", out _));
    }

    [Fact]
    public async Task A_wrong_version_and_a_wrong_process_are_refused_and_the_next_initialize_is_taken()
    {
        using var rpc = RpcProcess.Start(_chatd);

        AssertError(
            await rpc.AskAsync(
                """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"9.0","client":{"name":"x"}}}""",
                1
            ),
            1,
            -32602
        );
        AssertError(
            await rpc.AskAsync(
                """{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"1.0","client":{"name":"x"},"processId":0}}""",
                2
            ),
            2,
            -32602
        );

        await rpc.InitializeAsync();
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    public void Dispose() => _chatd.Dispose();

    private static bool IsId(JsonElement answer, int id) =>
        answer.GetProperty("id") is { ValueKind: JsonValueKind.Number } own && own.GetInt32() == id;

    private static void AssertError(JsonElement answer, int? id, int code)
    {
        var own = answer.GetProperty("id");
        Assert.Equal(id, own.ValueKind == JsonValueKind.Null ? null : own.GetInt32());
        Assert.True(code == answer.GetProperty("error").GetProperty("code").GetInt32(), answer.ToString());
        Assert.NotEqual("", answer.GetProperty("error").GetProperty("message").GetString());
    }
}
