using System.Text;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Http.Resilience;
using Chat.Http.Tests.Failures;
using Chat.Testing;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Faults;

/// <summary>Answers of status 200 that are none, or are broken in what they say.</summary>
public sealed class BadAnswerTests
{
    private const string Whole =
        """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Grüße 😀 \"x\" \u00e9"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""";

    private const string OllamaWhole =
        """{"model":"m","message":{"role":"assistant","content":"Grüße 😀 \"x\" \u00e9"},"done":true,"done_reason":"stop"}""";

    private const string Text = "Grüße 😀 \"x\" é";

    private static string Piece(string text) =>
        $$$"""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"{{{text}}}"},"finish_reason":null}]}""";

    public static TheoryData<string, bool, int> InBand()
    {
        var data = new TheoryData<string, bool, int>();
        foreach (
            var shape in (string[])
                ["openai", "openai-code", "llama-server", "vllm-flat", "mistral", "ollama", "openrouter"]
        )
        {
            foreach (var done in (bool[])[true, false])
            {
                data.Add(shape, done, 0);
                data.Add(shape, done, 2);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(InBand))]
    public async Task An_error_within_a_good_stream_ends_it(string shape, bool done, int before)
    {
        var error = Encoding.UTF8.GetString(ErrorShapes.Body(shape, 503));
        var events = Enumerable.Repeat(Piece("a"), before).Append(error);
        await using var server = await FakeServer.StartAsync(
            FakeReplies.SseWithoutDone(done ? events.Append("[DONE]") : events),
            FakeReplies.SseText([
                .. Enumerable.Repeat($"data: {Piece("a")}\n\n", before),
                $"event: error\ndata: {error}\n\n",
                .. done ? ["data: [DONE]\n\n"] : (string[])[],
            ])
        );
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        for (var times = 0; times < 2; times++)
        {
            var ended = await caller.AskAsync(stream: true);

            Assert.Contains(ErrorShapes.Words, ended.Failure!.Message);
            Assert.Equal(before, ended.Chunks.Count);
            Assert.Equal(new string('a', before), ended.Text);
            Assert.Equal(before == 0 ? null : CompletionOutcome.Failed, ended.Failure.Partial?.Outcome);
        }
    }

    [Theory]
    [InlineData("openai", true)]
    [InlineData("openai", false)]
    [InlineData("ollama", false)]
    [InlineData("vllm-flat", false)]
    [InlineData("openrouter", false)]
    public async Task An_error_in_place_of_an_answer_is_a_failure(string shape, bool stream)
    {
        var error = Encoding.UTF8.GetString(ErrorShapes.Body(shape, 503));
        await using var server = await FakeServer.StartAsync(FakeReplies.Json(error));
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        Assert.Contains(ErrorShapes.Words, (await caller.AskAsync(stream)).Failure!.Message);
    }

    [Theory]
    [InlineData(HttpTargets.OpenAI, "text/html")]
    [InlineData(HttpTargets.OpenAI, "text/html; charset=utf-8")]
    [InlineData(HttpTargets.OpenAI, "application/json")]
    [InlineData(HttpTargets.OpenAI, "text/plain")]
    [InlineData(HttpTargets.OpenAI, "text/event-stream")]
    [InlineData(HttpTargets.OpenAI, null)]
    [InlineData(HttpTargets.Ollama, "text/html")]
    [InlineData(HttpTargets.Ollama, "application/x-ndjson")]
    [InlineData(HttpTargets.Ollama, null)]
    public async Task A_page_is_no_answer(string target, string? type)
    {
        await using var server = await FakeServer.StartAsync();
        server.Respond(_ => FakeReplies.HtmlError(200) with { ContentType = type });
        await using var caller = new Caller(target, server.Address);
        foreach (var stream in (bool[])[true, false])
        {
            var failure = (await caller.AskAsync(stream)).Failure;

            Assert.Equal(ChatErrorKind.Protocol, failure!.Kind);
            Assert.False(failure.IsRetryable);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("text/event-stream;charset=UTF-8")]
    [InlineData("application/json")]
    [InlineData("text/html")]
    [InlineData(null)]
    public async Task A_stream_of_another_type_is_read_all_the_same(string? type)
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Sse(
                Piece("a"),
                """{"choices":[{"index":0,"delta":{"content":"b"},"finish_reason":"stop"}]}"""
            ) with
            {
                ContentType = type,
            }
        );
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);

        Assert.Equal("ab", (await caller.AskAsync(stream: true)).Text);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/problem+json")]
    [InlineData(null)]
    public async Task An_answer_of_another_type_is_read_all_the_same(string? type)
    {
        await using var server = await FakeServer.StartAsync();
        server.Respond(_ => FakeReplies.Json(Whole) with { ContentType = type });
        await using var caller = new Caller(HttpTargets.OpenAI, server.Address);
        foreach (var stream in (bool[])[true, false])
        {
            Assert.Equal(Text, (await caller.AskAsync(stream)).Text);
        }
    }

    [Theory]
    [InlineData(HttpTargets.OpenAI, FakeStepKind.Cut)]
    [InlineData(HttpTargets.OpenAI, FakeStepKind.End)]
    [InlineData(HttpTargets.Ollama, FakeStepKind.End)]
    public async Task A_whole_answer_cut_behind_any_byte_is_incomplete(string target, FakeStepKind how)
    {
        var whole = target == HttpTargets.Ollama ? OllamaWhole : Whole;
        var body = Encoding.UTF8.GetBytes(whole);
        await using var server = await FakeServer.StartAsync();
        // It may ask three times, and does not: the server has made the answer.
        await using var caller = new Caller(
            target,
            server.Address,
            options => options with { Retry = RetryOptions.Default, Limits = TimeLimits.None },
            new InstantTime()
        );
        var longest = 0;
        // Before the first byte nothing has been lost, and it asks again.
        for (var length = 1; length < body.Length; length++)
        {
            var cut =
                how == FakeStepKind.Cut
                    ? FakeReplies.Json(whole).EndAfter(length, FakeStep.Cut)
                    : FakeReplies.Json(whole).WithPieces([body.AsMemory(0, length)]);
            server.Enqueue(cut);

            var failure = (await caller.AskAsync(stream: false)).Failure;

            Assert.True(failure?.Kind == ChatErrorKind.Incomplete, $"{failure?.Kind} behind byte {length}");
            Assert.True(failure!.IsRetryable);
            // What had come of the text is kept, up to the character that it was cut in.
            var text = failure.Partial?.AssistantMessage()?.Content?.Text ?? "";
            Assert.StartsWith(text, Text, StringComparison.Ordinal);
            Assert.True(text.Length >= longest, $"\"{text}\" behind byte {length}");
            Assert.True(failure.Partial is null or { Outcome: CompletionOutcome.Incomplete });
            longest = text.Length;
        }

        Assert.Equal(Text.Length, longest);
        Assert.Equal(body.Length - 1, server.TotalRequests);
    }

    public static TheoryData<string, bool> Bombs() =>
        new()
        {
            { new string('[', 100_000), false },
            { """{"choices":""" + new string('[', 100_000) + new string(']', 100_000) + "}", false },
            { """{"choices":[],"x":""" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), false },
            // The server does not see the end of it, nor do we.
            { """{"choices":[{"index":0,"delta":{"tool_calls":""" + new string('[', 100_000), false },
            { new string('[', 100_000), true },
            { """{"message":{"content":"x"},"y":""" + new string('[', 100_000) + new string(']', 100_000) + "}", true },
        };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Nesting_without_end_is_refused(string bomb, bool ollama)
    {
        await using var server = await FakeServer.StartAsync(
            ollama
                ? FakeReplies.NdJson(
                    """{"message":{"content":"a"}}""",
                    bomb,
                    """{"message":{"content":""},"done":true}"""
                )
                : FakeReplies.Sse(Piece("a"), bomb, Piece("b")),
            FakeReplies.Json(bomb)
        );
        await using var caller = new Caller(ollama ? HttpTargets.Ollama : HttpTargets.OpenAI, server.Address);

        var streamed = await caller.AskAsync(stream: true);
        Assert.Equal((ChatErrorKind.Protocol, "a"), (streamed.Failure!.Kind, streamed.Text));
        Assert.Equal(ChatErrorKind.Protocol, (await caller.AskAsync(stream: false)).Failure!.Kind);
    }

    public static TheoryData<string> BadText() =>
        ["\xC3", "\xFF\xFE", "\xC0\xAF", "\xED\xA0\x80", "\xF0\x9F\x98", "\\ud800", "\\udc00x", "a\x80z"];

    [Theory]
    [MemberData(nameof(BadText))]
    public async Task Bytes_that_are_no_text_have_one_outcome(string bad)
    {
        var piece = Encoding.Latin1.GetBytes($"data: {Piece(bad)}\n\n");
        var line = Encoding.Latin1.GetBytes($$$"""{"message":{"content":"{{{bad}}}"}}""" + "\n");
        var name = Encoding.Latin1.GetBytes($"data: {{\"{bad}\":1,\"choices\":[]}}\n\n");
        var extra = Encoding.Latin1.GetBytes($"data: {{\"x\":\"{bad}\",\"choices\":[]}}\n\n");
        var good = Encoding.UTF8.GetBytes($"data: {Piece("a")}\n\n");
        foreach (var broken in (byte[][])[piece, name, extra])
        {
            await AskAsync(HttpTargets.OpenAI, FakeReplies.SseText().WithPieces([good, broken]), stream: true);
        }

        await AskAsync(
            HttpTargets.Ollama,
            FakeReplies.NdJson().WithPieces([Encoding.UTF8.GetBytes("""{"message":{"content":"a"}}""" + "\n"), line]),
            stream: true
        );
        var whole = Encoding.Latin1.GetBytes(Whole.Replace("Gr", bad, StringComparison.Ordinal));
        await AskAsync(HttpTargets.OpenAI, FakeReplies.Json("").WithPieces([whole]), stream: false);

        static async Task AskAsync(string target, FakeReply reply, bool stream)
        {
            await using var server = await FakeServer.StartAsync(reply);
            await using var caller = new Caller(target, server.Address);

            var ended = await caller.AskAsync(stream);

            if (stream)
            {
                Assert.StartsWith("a", ended.ChunkText);
                Assert.Contains(
                    ended.Failure!.Kind,
                    (ChatErrorKind[])[ChatErrorKind.Protocol, ChatErrorKind.Incomplete]
                );
            }
            else
            {
                Assert.Equal(ChatErrorKind.Protocol, ended.Failure?.Kind ?? ChatErrorKind.Protocol);
            }
        }
    }
}
