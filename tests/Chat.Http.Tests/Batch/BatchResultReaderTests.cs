using System.Text;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Http.Batch;
using Chat.Testing;

namespace Chat.Http.Tests.Batch;

public sealed class BatchResultReaderTests
{
    private const string Body =
        """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"later":1}""";

    [Fact]
    public void AnAnswer_IsWhole()
    {
        var result = Read(
            $$"""{"id":"r","custom_id":"a","response":{"status_code":200,"request_id":"q","body":{{Body}}},"error":null,"more":2}"""
        );

        Assert.Equal(("a", "q"), (result.CustomId, result.RequestId));
        Assert.Null(result.Error);
        Assert.Equal("Hi", result.Completion!.AssistantMessage()!.Content!.Text);
        Assert.Equal(CompletionOutcome.Completed, result.Completion.Outcome);
        Assert.True(result.Completion.ExtensionData!.ContainsKey("later"));
        Assert.True(result.ExtensionData!.ContainsKey("more"));
    }

    [Theory]
    [InlineData(
        """{"status_code":400,"request_id":"q","body":{"error":{"message":"bad temperature","type":"invalid_request_error"}}}""",
        ChatErrorKind.InvalidRequest,
        "bad temperature",
        400
    )]
    [InlineData(
        """{"status_code":429,"request_id":"q","body":{"error":{"message":"slow down"}}}""",
        ChatErrorKind.RateLimited,
        "slow down",
        429
    )]
    [InlineData("""{"status_code":500,"request_id":"q","body":null}""", ChatErrorKind.EngineCrashed, "500", 500)]
    [InlineData(
        """{"status_code":200,"request_id":"q","body":{"error":{"message":"model is gone","code":404}}}""",
        ChatErrorKind.NotFound,
        "model is gone",
        404
    )]
    [InlineData("""{"status_code":200,"request_id":"q","body":{"data":[]}}""", ChatErrorKind.Protocol, "\"a\"", null)]
    public void ARefusedRequest_IsAResult(string response, ChatErrorKind kind, string said, int? status)
    {
        var result = Read($$"""{"custom_id":"a","response":{{response}},"error":null}""");

        Assert.Null(result.Completion);
        Assert.Equal((kind, status, "q"), (result.Error!.Kind, result.Error.HttpStatus, result.Error.RequestId));
        Assert.Contains(said, result.Error.Message);
    }

    [Theory]
    [InlineData("""{"code":"batch_expired","message":"x"}""", ChatErrorKind.Incomplete)]
    [InlineData("""{"code":"batch_cancelled","message":"x"}""", ChatErrorKind.Cancelled)]
    [InlineData("""{"code":"rate_limit_exceeded","message":"x"}""", ChatErrorKind.RateLimited)]
    public void ARequestThatWasNotSent_IsAResult(string error, ChatErrorKind kind)
    {
        var result = Read($$"""{"custom_id":"a","response":null,"error":{{error}}}""");

        Assert.Null(result.Completion);
        Assert.Equal(kind, result.Error!.Kind);
    }

    [Fact]
    public void NeitherAnswerNorError_IsAFailure()
    {
        Assert.Equal(ChatErrorKind.Incomplete, Read("""{"custom_id":"a"}""").Error!.Kind);
    }

    [Theory]
    [InlineData("{\"custom_id\":\"a\",")]
    [InlineData("""{"id":"r"}""")]
    [InlineData("null")]
    [InlineData("<html>")]
    public void WhatIsNoResult_FailsTheReading(string json)
    {
        Assert.Equal(ChatErrorKind.Protocol, Assert.Throws<ChatException>(() => Read(json)).Kind);
        Assert.Equal(ChatErrorKind.Incomplete, Assert.Throws<ChatException>(() => Read(json, isCut: true)).Kind);
    }

    private static BatchResult Read(string json, bool isCut = false) =>
        new BatchResultReader(Peers.Example, new ManualTime()).Read(Encoding.UTF8.GetBytes(json), isCut);
}
