using System.Text;
using Chat.Core.Errors;
using Chat.Http.Failures;

namespace Chat.Http.Tests.Failures;

public sealed class InBandErrorsTests
{
    [Theory]
    [InlineData("""{"error":{"message":"m","code":429}}""", ChatErrorKind.RateLimited, 429)]
    [InlineData("""{"error":{"message":"m","code":"503"}}""", ChatErrorKind.Overloaded, 503)]
    [InlineData("""{"error":{"message":"m","code":null,"type":"server_error"}}""", ChatErrorKind.EngineCrashed, null)]
    [InlineData("""{"error":{"message":"m","code":200}}""", ChatErrorKind.EngineCrashed, null)]
    [InlineData("""{"error":{"message":"m","type":"invalid_request_error"}}""", ChatErrorKind.InvalidRequest, null)]
    [InlineData("""{"error":{"message":"m","type":"BadRequestError","code":400}}""", ChatErrorKind.InvalidRequest, 400)]
    [InlineData("""{"error":{"message":"m","code":"rate_limit_exceeded"}}""", ChatErrorKind.RateLimited, null)]
    [InlineData("""{"error":{"message":"m","code":"insufficient_quota"}}""", ChatErrorKind.QuotaExceeded, null)]
    [InlineData("""{"error":{"message":"m","code":"invalid_api_key"}}""", ChatErrorKind.Authentication, null)]
    [InlineData("""{"error":{"message":"m","type":"overloaded_error"}}""", ChatErrorKind.Overloaded, null)]
    [InlineData("""{"error":{"message":"m","code":"content_filter"}}""", ChatErrorKind.ContentFiltered, null)]
    [InlineData(
        """{"error":{"code":500,"message":"m: the request exceeds the available context size"}}""",
        ChatErrorKind.ContextOverflow,
        500
    )]
    [InlineData("""{"error":"m: model runner has unexpectedly stopped"}""", ChatErrorKind.EngineCrashed, null)]
    [InlineData("""{"error":"m: prompt is too long"}""", ChatErrorKind.ContextOverflow, null)]
    [InlineData("""{"object":"error","message":"m","type":"NotFoundError","code":404}""", ChatErrorKind.NotFound, 404)]
    [InlineData("""{"message":"m","object":"error"}""", ChatErrorKind.EngineCrashed, null)]
    [InlineData("""[{"error":{"code":429,"message":"m"}}]""", ChatErrorKind.RateLimited, 429)]
    [InlineData(
        """{"id":"x","object":"chat.completion.chunk","error":{"code":502,"message":"m"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""",
        ChatErrorKind.Connection,
        502
    )]
    [InlineData("""{"choices":[],"error":{"message":"m","code":404""", ChatErrorKind.EngineCrashed, null)]
    public void An_error_is_found_with_its_kind_and_status(string json, ChatErrorKind kind, int? status)
    {
        var failure = Find(json);

        Assert.NotNull(failure);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal(status, failure.HttpStatus);
        Assert.Equal("id-1", failure.RequestId);
        Assert.Contains("api.example reported an error in its answer: \"", failure.Message);
        Assert.Contains("m", failure.Message);
    }

    [Theory]
    [InlineData("""{"id":"x","object":"chat.completion.chunk","choices":[{"delta":{"content":"hi"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"hi"},"finish_reason":"error"}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"{\"error\":\"not one\"}"}}]}""")]
    [InlineData("""{"choices":[{"error":{"message":"inside"}}]}""")]
    [InlineData("""{"error":null,"choices":[]}""")]
    [InlineData("""{"error":false,"choices":[]}""")]
    [InlineData("""{"error":"","choices":[]}""")]
    [InlineData("""{"object":"chat","x":"error"}""")]
    [InlineData("\"error\"")]
    [InlineData("[\"error\"]")]
    [InlineData("[]")]
    [InlineData("[DONE]")]
    [InlineData("")]
    [InlineData("not \"error\" json")]
    [InlineData("""{"a":"error" "error":1}""")]
    public void What_is_no_error_is_left_to_its_reader(string json) => Assert.Null(Find(json));

    [Theory]
    [InlineData("\uFEFF{\"error\":{}}")]
    [InlineData("""{"error":{}}""")]
    [InlineData("""{"error":true}""")]
    [InlineData("""{"error":500}""")]
    [InlineData("""{"error":[]}""")]
    public void An_error_without_words_is_one_all_the_same(string json) =>
        Assert.Contains("reported an error", Find(json)!.Message);

    [Fact]
    public void A_chunk_without_an_error_costs_no_allocation()
    {
        var chunk = """{"choices":[{"delta":{"content":"hi"},"finish_reason":"error"}],"error":null}"""u8.ToArray();
        Assert.Null(ServerErrors.FindInBand(chunk, Peers.Example));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            ServerErrors.FindInBand(chunk, Peers.Example);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("""{"error":{"message":"overloaded","type":"overloaded_error"}}""", ChatErrorKind.Overloaded)]
    [InlineData("""{"message":"flat","code":429}""", ChatErrorKind.RateLimited)]
    [InlineData("plain words", ChatErrorKind.EngineCrashed)]
    [InlineData("", ChatErrorKind.EngineCrashed)]
    public void An_event_named_error_is_one_whatever_its_data(string data, ChatErrorKind kind) =>
        Assert.Equal(kind, ServerErrors.FromErrorEvent(Encoding.UTF8.GetBytes(data), Peers.Example).Kind);

    [Fact]
    public void A_key_in_the_error_is_taken_out()
    {
        var failure = Find("""{"error":"bad KEY given"}""".Replace("KEY", Peers.Secret.Replace("\"", "\\\"")))!;

        Assert.Contains("bad *** given", failure.Message);
    }

    private static ChatException? Find(string json) =>
        ServerErrors.FindInBand(Encoding.UTF8.GetBytes(json), Peers.Example, "id-1");
}
