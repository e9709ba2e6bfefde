using Chat.Core.Errors;
using Chat.Http.Tests.Faults;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Ollama;

/// <summary>Answers asked for whole that come as several lines: servers that stream unasked.</summary>
public sealed class OllamaLinesTests
{
    private const string Hel = """{"model":"m","message":{"role":"assistant","content":"Hel"},"done":false}""";
    private const string Lo = """{"model":"m","message":{"content":"lo"},"done":true,"done_reason":"stop"}""";

    [Fact]
    public async Task AnErrorAfterText_ComesWithTheText()
    {
        var failure = await FailAsync($"{Hel}\n{{\"error\":\"unexpected EOF from KEY\"}}\n");

        Assert.Contains("unexpected EOF", failure.Message);
        Assert.Equal("Hel", failure.Partial!.AssistantMessage()!.Content!.Text);
        Assert.DoesNotContain("Canary", failure.Message);
    }

    [Theory]
    [InlineData($"{Hel}\n{Hel}\n", "HelHel")]
    [InlineData($"{Hel}\n", "Hel")]
    [InlineData($"{Hel}\n{{\"message\":{{\"content\":\"l", "Hel")]
    public async Task LinesWithoutAnEnd_AreIncompleteAndKept(string body, string text)
    {
        var failure = await FailAsync(body);

        Assert.Equal(ChatErrorKind.Incomplete, failure.Kind);
        Assert.Equal(text, failure.Partial!.AssistantMessage()!.Content!.Text);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("\"\"")]
    public async Task AnErrorThatIsNone_IsNone(string error)
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json($"{Hel}\n{Lo[..^1]},\"error\":{error}}}")
        );
        await using var caller = new Caller(HttpTargets.Ollama, server.Address);

        var ended = await caller.AskAsync(stream: false);

        Assert.Null(ended.Failure);
        Assert.Equal("Hello", ended.Text);
    }

    private static async Task<ChatException> FailAsync(string body)
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json(body.Replace("KEY", Peers.Secret.Replace("\"", "")))
        );
        await using var caller = new Caller(HttpTargets.Ollama, server.Address);
        var ended = await caller.AskAsync(stream: false);
        Assert.Equal(1, server.TotalRequests);
        return ended.Failure!;
    }
}
