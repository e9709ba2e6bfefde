using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Http.Batch;
using Chat.Http.OpenAI;

namespace Chat.Http.Tests.Batch;

public sealed class BatchInputTests
{
    [Fact]
    public void Lines_HoldTheRequests_AndTheirLengthIsKnown()
    {
        var input = Check([Request("a", "m"), Request("b", null)], defaultModel: "m");

        var file = new ArrayBufferWriter<byte>();
        for (var at = 0; at < input.Count; at++)
        {
            input.WriteLine(at, file);
        }

        Assert.Equal(file.WrittenCount, input.Length);
        var lines = Encoding.UTF8.GetString(file.WrittenSpan).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("", lines[2]);
        foreach (var (line, id) in lines.Take(2).Zip(["a", "b"]))
        {
            var expected = $$$"""
                {"custom_id":"{{{id}}}","method":"POST","url":"/v1/chat/completions",
                 "body":{"messages":[{"role":"user","content":"é\nx"}],"model":"m"}}
                """;
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(line)), line);
        }
    }

    [Fact]
    public void NoRequests_OrTooMany_AreRefused()
    {
        AssertRefused("0 requests", []);
        AssertRefused("50001 requests", [.. Enumerable.Repeat(Request("a", "m"), BatchInput.MaxRequests + 1)]);
    }

    [Fact]
    public void TooManyBytes_AreRefused()
    {
        BatchRequest[] requests = [Request("a", "m"), Request("b", "m")];
        var length = Check(requests).Length;

        Assert.Equal(length, Check(requests, maxBytes: length).Length);
        var failure = Assert.Throws<ChatException>(() => Check(requests, maxBytes: length - 1));
        Assert.Contains("request 2 of 2", failure.Message);
    }

    [Fact]
    public void NamesAndModels_AreChecked()
    {
        AssertRefused("custom_id", [Request(" ", "m")]);
        AssertRefused("\"a\"", [Request("a", "m"), Request("b", "m"), Request("a", "m")]);
        AssertRefused("no model", [Request("a", null)]);
        AssertRefused("m and other", [Request("a", "m"), Request("b", "other")]);
    }

    [Fact]
    public void AWrongRequest_IsRefusedByItsName()
    {
        var wrong = Request("b", "m");
        wrong = wrong with { Request = wrong.Request with { Temperature = 3 } };

        AssertRefused("The request \"b\" is wrong: temperature", [Request("a", "m"), wrong]);
    }

    private static void AssertRefused(string said, BatchRequest[] requests)
    {
        var failure = Assert.Throws<ChatException>(() => Check(requests));
        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains(said, failure.Message);
    }

    private static BatchInput Check(
        BatchRequest[] requests,
        string? defaultModel = null,
        long maxBytes = BatchInput.MaxBytes
    ) =>
        BatchInput.Check(
            requests,
            new OpenAIDialect(HttpTargets.OpenAI),
            CapabilityTable.For(HttpTargets.OpenAI),
            "/v1/chat/completions",
            defaultModel,
            maxBytes
        );

    private static BatchRequest Request(string id, string? model) =>
        new(id, ChatCompletionRequest.Create(model, ChatMessage.User("é\nx")) with { Stream = true });
}
