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

    [Fact]
    public void Warnings_AreToldOnceForAllRequests()
    {
        var plain = Request("a", "m");
        var odd = plain.Request with { TopK = 5 };

        Assert.Empty(Check([plain]).Warnings);
        var one = Assert.Single(Check([plain, plain with { CustomId = "b", Request = odd }]).Warnings);
        Assert.StartsWith("The request \"b\": top_k is sent", one);
        var three = Check([.. "abc".Select(id => new BatchRequest($"{id}", odd))]).Warnings;
        Assert.StartsWith("3 requests, \"a\" the first: top_k is sent", Assert.Single(three));
    }

    [Fact]
    public void Warnings_AreBounded()
    {
        var warnings = new BatchWarnings();
        for (var at = 0; at < BatchWarnings.MaxSentences + 7; at++)
        {
            warnings.Add("a", $"{at}.");
        }

        Assert.Equal(BatchWarnings.MaxSentences + 1, warnings.ToSentences().Count);
        Assert.Contains("7 warnings more", warnings.ToSentences()[^1]);
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
