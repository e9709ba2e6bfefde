using System.Text.Json.Nodes;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Secrets;
using Chat.Http.Batch;
using Chat.Http.Resilience;
using Chat.Testing;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Batch;

public sealed class ChatBatchClientTests
{
    private static string Batch(string status, string more = "") =>
        $$"""{"id":"batch_1","object":"batch","status":"{{status}}"{{more}}}""";

    private static string Result(string id, string text) =>
        $$$$"""{"custom_id":"{{{{id}}}}","response":{"status_code":200,"body":{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"{{{{text}}}}"},"finish_reason":"stop"}]}}}""";

    [Fact]
    public async Task Submit_UploadsTheFileAndMakesTheBatch()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json("""{"id":"file-1","object":"file","purpose":"batch","bytes":9}"""),
            FakeReplies.Json(Batch("validating"), 201)
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var client = Client(backends, server);

        var batch = await client.SubmitAsync(
            [Request("a"), Request("b")],
            new Dictionary<string, string> { ["job"] = "nightly" }
        );

        Assert.Equal(("batch_1", BatchStatus.Validating), (batch.Id, batch.Status));
        var (upload, create) = (server.Requests[0], server.Requests[1]);
        Assert.Equal(("POST", "/v1/files"), (upload.Method, upload.Path));
        Assert.StartsWith("multipart/form-data", upload.Header("Content-Type"));
        Assert.Equal(upload.Body.Length, int.Parse(upload.Header("Content-Length")!));
        Assert.Contains("name=\"purpose\"\r\n\r\nbatch\r\n", upload.Text);
        Assert.Contains("name=\"file\"; filename=\"batch.jsonl\"", upload.Text);
        Assert.Contains("""{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{""", upload.Text);
        Assert.Equal("/v1/batches", create.Path);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"job":"nightly"}}"""
                ),
                create.Json
            )
        );
        Assert.All(server.Requests, request => Assert.Equal("Bearer sk-test-key", request.Header("Authorization")));
    }

    [Fact]
    public async Task Warnings_ComeWithTheFileAndTheBatch()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json("""{"id":"file-1","object":"file"}"""),
            FakeReplies.Json(Batch("validating"))
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var client = Client(backends, server);
        var request = Request("a");

        var batch = await client.SubmitAsync([request with { Request = request.Request with { TopK = 5 } }]);

        Assert.Contains("top_k", Assert.Single(batch.Warnings));
        Assert.DoesNotContain("arnings", System.Text.Json.JsonSerializer.Serialize(batch));
    }

    [Fact]
    public async Task WhatIsWrong_IsNotSent()
    {
        await using var server = await FakeServer.StartAsync();
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));

        await Assert.ThrowsAsync<ChatException>(() =>
            Client(backends, server).SubmitAsync([Request("a"), Request("a")])
        );

        Assert.Equal(0, server.TotalRequests);
    }

    [Fact]
    public async Task ARetriedCreate_HasTheSameIdempotencyKey()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json("""{"error":{"message":"busy"}}""", 503),
            FakeReplies.Json(Batch("validating"))
        );
        using var backends = new HttpBackends(new InstantTime(), new Random(1));

        await Client(backends, server).CreateAsync("file-1");

        var keys = server.Requests.Select(request => request.Header("Idempotency-Key")).ToList();
        Assert.Equal(2, keys.Count);
        Assert.NotEmpty(keys[0]!);
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(server.Requests[0].Text, server.Requests[1].Text);
    }

    [Fact]
    public async Task AnAnswerThatIsNoBatch_IsAProtocolFailure()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Json("""{"ok":true}"""));
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));

        var failure = await Assert.ThrowsAsync<ChatException>(() => Client(backends, server).GetAsync("batch_1"));

        Assert.Equal(ChatErrorKind.Protocol, failure.Kind);
    }

    [Fact]
    public async Task Cancel_AsksForIt()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Json(Batch("cancelling")));
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));

        Assert.Equal(BatchStatus.Cancelling, (await Client(backends, server).CancelAsync("batch_1")).Status);

        Assert.Equal(("POST", "/v1/batches/batch_1/cancel"), (server.Requests[0].Method, server.Requests[0].Path));
    }

    [Fact]
    public async Task List_GoesThroughThePages_AndStopsAtOneThatRepeats()
    {
        var page = $$"""{"data":[{{Batch("completed")}}],"last_id":"batch_1","has_more":true}""";
        await using var server = await FakeServer.StartAsync(FakeReplies.Json(page), FakeReplies.Json(page));
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));

        var count = 0;
        await foreach (var batch in Client(backends, server).ListAsync())
        {
            Assert.Equal("batch_1", batch.Id);
            count++;
        }

        Assert.Equal(2, count);
        Assert.Equal(2, server.TotalRequests);
    }

    [Fact]
    public async Task Wait_LooksUntilTheBatchIsDone()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json(Batch("validating")),
            FakeReplies.Json(Batch("a_new_word")),
            FakeReplies.Json(Batch("completed"))
        );
        var time = new InstantTime();
        using var backends = new HttpBackends(time, new Random(1));
        var seen = new List<string>();

        var batch = await Client(backends, server)
            .WaitAsync("batch_1", progress: new Seen(looked => seen.Add(looked.Status.Value)));

        Assert.Equal(BatchStatus.Completed, batch.Status);
        Assert.Equal(["validating", "a_new_word", "completed"], seen);
        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)], time.Waits);
    }

    [Fact]
    public async Task Wait_EndsAtItsLimit()
    {
        await using var server = await FakeServer.StartAsync();
        server.Respond(_ => FakeReplies.Json(Batch("in_progress")));
        using var backends = new HttpBackends(new InstantTime(), new Random(1));
        var options = new BatchWaitOptions { Interval = TimeSpan.FromMinutes(1), Limit = TimeSpan.FromSeconds(150) };

        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            Client(backends, server).WaitAsync("batch_1", options)
        );

        Assert.Equal(ChatErrorKind.TotalTimeout, failure.Kind);
        Assert.Contains("in_progress", failure.Message);
        Assert.Equal(4, server.TotalRequests);
    }

    [Fact]
    public async Task Wait_OutlastsAServerThatIsAwayForAWhile_ButNotForEver()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json("""{"error":"away"}""", 503),
            FakeReplies.Json("""{"error":"away"}""", 503),
            FakeReplies.Json(Batch("completed"))
        );
        server.Respond(_ => FakeReplies.Json("""{"error":"away"}""", 503));
        using var backends = new HttpBackends(new InstantTime(), new Random(1));
        var client = Client(backends, server, retries: 0);

        Assert.Equal(BatchStatus.Completed, (await client.WaitAsync("batch_1")).Status);
        Assert.Equal(3, server.TotalRequests);
        var failure = await Assert.ThrowsAsync<ChatException>(() => client.WaitAsync("batch_1"));
        Assert.Equal(ChatErrorKind.Overloaded, failure.Kind);
        Assert.Equal(3 + 5, server.TotalRequests);
    }

    [Fact]
    public async Task Results_ComeInTheOrderAskedFor_FromBothFiles()
    {
        await using var server = await FakeServer.StartAsync();
        server.Respond(request =>
            FakeReplies.NdJson(
                request.Path == "/v1/files/out/content"
                    ? [Result("b", "B"), Result("a", "A")]
                    : ["""{"custom_id":"c","response":null,"error":{"code":"batch_expired","message":"late"}}"""]
            )
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var batch = Done("expired") with { OutputFileId = "out", ErrorFileId = "err" };

        var results = await Client(backends, server).ReadInOrderAsync(batch, ["a", "b", "c", "d"]);

        Assert.Equal(["a", "b", "c", "d"], results.Select(result => result.CustomId));
        Assert.Equal(
            ["A", "B", null, null],
            results.Select(result => result.Completion?.AssistantMessage()?.Content?.Text)
        );
        Assert.All(results.Skip(2), result => Assert.Equal(ChatErrorKind.Incomplete, result.Error!.Kind));
        Assert.Equal(["/v1/files/out/content", "/v1/files/err/content"], server.Requests.Select(sent => sent.Path));
    }

    [Fact]
    public async Task AFailedBatch_SaysWhyForEachRequest()
    {
        await using var server = await FakeServer.StartAsync();
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var batch = Done("failed") with
        {
            Errors = new BatchErrors { Data = [new BatchError { Message = "bad line", Line = 2 }] },
        };

        var result = Assert.Single(await Client(backends, server).ReadInOrderAsync(batch, ["a"]));

        Assert.Equal(ChatErrorKind.InvalidRequest, result.Error!.Kind);
        Assert.Contains("at line 2: \"bad line\"", result.Error.Message);
        Assert.Equal(0, server.TotalRequests);
    }

    [Fact]
    public async Task ABatchThatIsNotDone_HasNoResults()
    {
        await using var server = await FakeServer.StartAsync();
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));

        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            Client(backends, server).ReadInOrderAsync(Done("in_progress"), ["a"])
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
    }

    [Fact]
    public async Task AFileThatBreaksOff_IsIncomplete_AfterTheResultsThatCame()
    {
        var whole = FakeReplies.NdJson(Result("a", "A"), Result("b", "B"));
        await using var server = await FakeServer.StartAsync(
            whole.EndAfter(Result("a", "A").Length + 10, FakeStep.Reset),
            FakeReplies.NdJson() with
            {
                Steps = [FakeStep.Send(whole.Body.AsMemory(0, Result("a", "A").Length + 10))],
            }
        );
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var client = Client(backends, server);

        foreach (var kind in (ChatErrorKind[])[ChatErrorKind.Connection, ChatErrorKind.Incomplete])
        {
            var came = new List<string>();
            var failure = await Assert.ThrowsAsync<ChatException>(async () =>
            {
                await foreach (var result in client.ReadResultsAsync(Done("completed") with { OutputFileId = "out" }))
                {
                    came.Add(result.CustomId);
                }
            });

            Assert.Equal(["a"], came);
            Assert.Equal(kind, failure.Kind);
        }
    }

    [Fact]
    public async Task Azure_IsAskedUnderItsOwnPaths()
    {
        await using var server = await FakeServer.StartAsync(FakeReplies.Json(Batch("completed")));
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        var client = backends.CreateBatchClient(
            new HttpBackendOptions
            {
                Target = HttpTargets.Azure,
                BaseAddress = server.Address,
                Key = new Secret("azure-test-key"),
            }
        );

        await client.GetAsync("batch_1");

        Assert.Equal("/openai/v1/batches/batch_1", server.Requests[0].Path);
        Assert.Equal("azure-test-key", server.Requests[0].Header("api-key"));
    }

    private static ChatBatch Done(string status) => new() { Id = "batch_1", Status = new BatchStatus(status) };

    private static BatchRequest Request(string id) =>
        new(id, ChatCompletionRequest.Create("m", ChatMessage.User("Hi")));

    private static ChatBatchClient Client(HttpBackends backends, FakeServer server, int retries = 2) =>
        backends.CreateBatchClient(
            new HttpBackendOptions
            {
                Target = HttpTargets.OpenAI,
                BaseAddress = new Uri(server.Address, "/v1"),
                Key = new Secret("sk-test-key"),
                Limits = TimeLimits.None,
                Retry = RetryOptions.Default with { MaxRetries = retries },
            }
        );

    private sealed class Seen(Action<ChatBatch> look) : IProgress<ChatBatch>
    {
        public void Report(ChatBatch value) => look(value);
    }
}
