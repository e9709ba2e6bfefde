using System.Net;
using System.Text;
using Chat.Core.Errors;
using Chat.Http.Failures;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Http.Tests.Failures;

public sealed class ServerErrorsTests
{
    public static TheoryData<string> Shapes() => [.. ErrorShapes.Names];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_status_in_this_shape_has_its_kind_and_quotes_the_server(string shape)
    {
        for (var status = 400; status <= 599; status++)
        {
            var failure = Read(status, ErrorShapes.Body(shape, status));

            Assert.Equal(Expected(status), failure.Kind);
            Assert.Equal(status, failure.HttpStatus);
            Assert.StartsWith($"api.example answered {status}", failure.Message);
            Assert.Contains(ErrorShapes.Words, failure.Message);
            Assert.NotEmpty(failure.Advice);
            Assert.Equal(status is 408 or 409 or 429 or >= 500 and not (501 or 505), failure.IsRetryable);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\0\0")]
    public void An_empty_body_says_so(string body)
    {
        for (var status = 400; status <= 599; status++)
        {
            var failure = Read(status, body);
            Assert.Equal(Expected(status), failure.Kind);
            Assert.Contains("empty body", failure.Message);
        }
    }

    // The table of the rule, told a second time: by what a reader of the statuses would expect.
    private static ChatErrorKind Expected(int status)
    {
        Dictionary<int, ChatErrorKind> named = new()
        {
            [401] = ChatErrorKind.Authentication,
            [402] = ChatErrorKind.QuotaExceeded,
            [403] = ChatErrorKind.Permission,
            [404] = ChatErrorKind.NotFound,
            [405] = ChatErrorKind.NotFound,
            [407] = ChatErrorKind.Authentication,
            [408] = ChatErrorKind.FirstTokenTimeout,
            [409] = ChatErrorKind.Overloaded,
            [410] = ChatErrorKind.NotFound,
            [421] = ChatErrorKind.Protocol,
            [426] = ChatErrorKind.Protocol,
            [429] = ChatErrorKind.RateLimited,
            [451] = ChatErrorKind.Permission,
            [501] = ChatErrorKind.InvalidRequest,
            [502] = ChatErrorKind.Connection,
            [503] = ChatErrorKind.Overloaded,
            [504] = ChatErrorKind.FirstTokenTimeout,
            [505] = ChatErrorKind.Protocol,
            [524] = ChatErrorKind.FirstTokenTimeout,
            [529] = ChatErrorKind.Overloaded,
            [598] = ChatErrorKind.FirstTokenTimeout,
            [599] = ChatErrorKind.FirstTokenTimeout,
        };
        return named.TryGetValue(status, out var kind) ? kind
            : status < 500 ? ChatErrorKind.InvalidRequest
            : status is >= 520 and <= 530 ? ChatErrorKind.Connection
            : ChatErrorKind.EngineCrashed;
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"context_length_exceeded","message":"m"}}""", ChatErrorKind.ContextOverflow)]
    [InlineData(
        400,
        """{"error":{"type":"exceed_context_size_error","code":400,"message":"m","n_ctx":4}}""",
        ChatErrorKind.ContextOverflow
    )]
    [InlineData(
        400,
        """{"object":"error","message":"This model's maximum context length is 10 tokens."}""",
        ChatErrorKind.ContextOverflow
    )]
    [InlineData(
        400,
        """{"message":"Prompt contains 9 tokens, too large for model with 8 maximum context length"}""",
        ChatErrorKind.ContextOverflow
    )]
    [InlineData(400, """{"error":"the input length exceeds the context length"}""", ChatErrorKind.ContextOverflow)]
    [InlineData(413, "the request exceeds the available context size", ChatErrorKind.ContextOverflow)]
    [InlineData(400, """{"error":{"code":"content_filter","message":"m"}}""", ChatErrorKind.ContentFiltered)]
    [InlineData(
        400,
        """{"error":{"code":"x","message":"m","innererror":{"code":"ResponsibleAIPolicyViolation"}}}""",
        ChatErrorKind.ContentFiltered
    )]
    [InlineData(
        403,
        """{"error":{"code":403,"message":"m","metadata":{"reasons":["violence"],"flagged_input":"x"}}}""",
        ChatErrorKind.ContentFiltered
    )]
    [InlineData(
        429,
        """{"error":{"code":"insufficient_quota","type":"insufficient_quota","message":"m"}}""",
        ChatErrorKind.QuotaExceeded
    )]
    [InlineData(
        429,
        """{"error":{"code":"RATE_LIMIT_EXCEEDED","message":"You exceeded your current quota"}}""",
        ChatErrorKind.RateLimited
    )]
    [InlineData(402, """{"error":{"message":"Insufficient Balance"}}""", ChatErrorKind.QuotaExceeded)]
    [InlineData(400, """{"error":{"message":"Your credit balance is too low"}}""", ChatErrorKind.QuotaExceeded)]
    [InlineData(
        400,
        """{"object":"error","type":"invalid_model","message":"m","code":"1500"}""",
        ChatErrorKind.NotFound
    )]
    [InlineData(
        400,
        """[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}]""",
        ChatErrorKind.Authentication
    )]
    [InlineData(
        500,
        """{"error":"model requires more system memory (9 GiB) than is available"}""",
        ChatErrorKind.OutOfMemory
    )]
    [InlineData(
        401,
        """{"error":{"code":"insufficient_quota","message":"maximum context length"}}""",
        ChatErrorKind.Authentication
    )]
    [InlineData(404, """{"error":"maximum context length"}""", ChatErrorKind.NotFound)]
    public void What_the_server_says_decides_where_the_status_does_not(int status, string body, ChatErrorKind kind)
    {
        var failure = Read(status, body);

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(kind == ChatErrorKind.RateLimited, failure.IsRetryable);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Bad value","param":"top_p"}}""", "about top_p: \"Bad value\"")]
    [InlineData(
        """{"detail":[{"loc":["body","messages",0,"role"],"msg":"Bad"},{"loc":["n"],"msg":"Worse"}]}""",
        "\"body.messages.0.role: Bad; n: Worse\""
    )]
    [InlineData("""{"statusCode":400,"error":"Bad Request","message":"No model"}""", "\"Bad Request: No model\"")]
    [InlineData(
        """{"error":{"message":"Provider returned error","metadata":{"provider_name":"P","raw":{"error":{"message":"inner"}}}}}""",
        "\"Provider returned error (P: inner)\""
    )]
    [InlineData("""{"error":{"message":{"text":"x","message":"deep"}}}""", "\"deep\"")]
    [InlineData("""{"error":{}}""", "without saying why")]
    [InlineData("{}", "without saying why")]
    [InlineData("<html><body>x</body></html>", "with an HTML page.")]
    [InlineData("<html><title>A &amp; B</title></html>", "an HTML page titled \"A & B\"")]
    [InlineData("\uFEFF{\"error\":\"marked\"}", "\"marked\"")]
    [InlineData("[1, 2", "\"[1, 2\"")]
    public void The_message_says_what_the_server_said(string body, string part) =>
        Assert.Contains(part, Read(400, body).Message);

    [Fact]
    public void Invalid_utf_8_is_replaced_and_the_rest_kept()
    {
        var failure = Read(400, [.. "{\"error\":\"a"u8, 0xC3, 0x28, 0xFF, .. "b\"}"u8]);

        Assert.Contains("\"a\uFFFD(\uFFFDb\"", failure.Message);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_an_escape_is_text()
    {
        Assert.Contains("ud800", Read(400, """{"error":{"message":"\ud800"}}""").Message);
        Assert.Equal(ChatErrorKind.InvalidRequest, Read(400, """{"\ud800":1}""").Kind);
    }

    [Fact]
    public void A_depth_bomb_is_text() =>
        Assert.Equal(ChatErrorKind.InvalidRequest, Read(400, new string('[', 60_000)).Kind);

    [Fact]
    public void The_message_is_bounded_on_one_line_and_without_control_characters()
    {
        var failure = Read(400, $"{{\"error\":\"a\\u001b[31m\\r\\nb\\u202ec\\u0000{new string('x', 5_000)}\"}}");

        Assert.InRange(failure.Message.Length, 400, 560);
        Assert.Contains("a [31m b c x", failure.Message);
        Assert.Contains("…", failure.Message);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("url")]
    [InlineData("base64")]
    [InlineData("case")]
    public void A_key_that_the_server_echoes_is_taken_out(string form)
    {
        var echo = form switch
        {
            "json" => "{\"error\":" + System.Text.Json.JsonSerializer.Serialize($"Bad key {Peers.Secret} given") + "}",
            "html" => $"<html><title>Bad key {WebUtility.HtmlEncode(Peers.Secret)}</title></html>",
            "url" => $"Bad key {Uri.EscapeDataString(Peers.Secret)}",
            "base64" => $"Bad key {Convert.ToBase64String(Encoding.UTF8.GetBytes(Peers.Secret))}",
            "case" => $"Bad key {Peers.Secret.ToUpperInvariant()}",
            _ => $"Bad key {Peers.Secret}",
        };

        var failure = Read(401, echo, ("x-request-id", $"id-{Peers.Secret}"));

        Assert.Contains("Bad key ***", failure.Message);
        Assert.Equal("id-***", failure.RequestId);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Peers.Secret)), failure.ToString());
    }

    [Fact]
    public void A_key_at_the_cut_leaves_no_part_of_itself()
    {
        for (var lead = 480; lead < 505; lead++)
        {
            var failure = Read(401, new string('x', lead) + Peers.Secret);
            Assert.DoesNotContain("sk-", failure.Message);
        }
    }

    [Theory]
    [InlineData("x-request-id")]
    [InlineData("request-id")]
    [InlineData("apim-request-id")]
    [InlineData("x-ms-request-id")]
    [InlineData("CF-RAY")]
    public void The_request_id_is_carried(string name) => Assert.Equal("id-1", Read(500, "", (name, "id-1")).RequestId);

    [Fact]
    public void The_servers_own_id_comes_before_the_proxys_and_is_bounded()
    {
        Assert.Equal("own", Read(500, "", ("cf-ray", "ray"), ("x-request-id", "own")).RequestId);
        Assert.Equal(128, Read(500, "", ("x-request-id", new string('i', 9_000))).RequestId!.Length);
        Assert.Null(Read(500, "").RequestId);
    }

    [Theory]
    [InlineData("https://user:pw@elsewhere.example:8443/v1?key=1", "a redirect to elsewhere.example:8443.")]
    [InlineData("/v1/", "a redirect to another path.")]
    [InlineData(null, "a redirect.")]
    public void A_redirect_is_a_protocol_failure_that_names_the_host_alone(string? location, string part)
    {
        foreach (var status in (int[])[301, 302, 303, 307, 308])
        {
            var failure = location is null ? Read(status, "") : Read(status, "", ("Location", location));
            Assert.Equal(ChatErrorKind.Protocol, failure.Kind);
            Assert.False(failure.IsRetryable);
            Assert.EndsWith(part, failure.Message);
            Assert.Contains("base address", failure.Advice);
        }
    }

    [Theory]
    [InlineData("<html><title>Login</title></html>", ChatErrorKind.Protocol, null)]
    [InlineData("", ChatErrorKind.Protocol, null)]
    [InlineData("""{"error":{"code":429,"message":"slow"}}""", ChatErrorKind.RateLimited, 429)]
    public void A_good_status_with_a_bad_body_is_explained(string body, ChatErrorKind kind, int? status)
    {
        var failure = Read(200, body);

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(status ?? 200, failure.HttpStatus);
    }

    [Fact]
    public void No_body_whatever_throws_or_leaves_the_closed_list()
    {
        string[] pieces =
        [
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "1",
            "true",
            "error",
            "\"error\":",
            "\"message\":",
            "\"code\":",
            "\"detail\":",
            "\"loc\":",
            "\"metadata\":",
            "<html>",
            "<title>",
            "\\ud800",
            "\\",
            "\u0000",
            "\uFEFF",
            "é",
            "429",
        ];
        var bodies = Gen.Elements(pieces).ListOf().Select(string.Concat);
        Check.One(
            Properties.Of(5_000),
            Prop.ForAll(
                bodies.ToArbitrary(),
                Gen.Choose(200, 599).ToArbitrary(),
                (body, status) =>
                {
                    var failure = Read(status, body);
                    return Enum.IsDefined(failure.Kind)
                        && failure.Kind != ChatErrorKind.Internal
                        && failure.Message.Length < 800
                        && failure.Advice.Length > 0;
                }
            )
        );
    }

    private static ChatException Read(int status, string body, params (string Name, string Value)[] headers) =>
        Read(status, Encoding.UTF8.GetBytes(body), headers);

    private static ChatException Read(int status, byte[] body, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var (name, value) in headers)
        {
            Assert.True(response.Headers.TryAddWithoutValidation(name, value));
        }

        return ServerErrors.From(response, body, Peers.Example, DateTimeOffset.UnixEpoch).Failure;
    }
}
