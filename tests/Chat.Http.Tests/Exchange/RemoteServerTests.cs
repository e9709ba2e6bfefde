using Chat.Core.Secrets;
using Chat.Http.Tests.Faults;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Exchange;

/// <summary>The head of a request, by target.</summary>
public sealed class RemoteServerTests
{
    private const string Answer =
        """{"choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData(HttpTargets.OpenAI, "Authorization", "Bearer k")]
    [InlineData(HttpTargets.Mistral, "Authorization", "Bearer k")]
    [InlineData(HttpTargets.Ollama, "Authorization", "Bearer k")]
    [InlineData(HttpTargets.Azure, "api-key", "k")]
    public async Task The_key_goes_where_the_server_looks_for_it(string target, string header, string value)
    {
        var sent = await AskAsync(target, "", options => options with { Key = new Secret("k") });

        Assert.Equal(value, sent.Header(header));
        Assert.Null(sent.Header(header == "api-key" ? "Authorization" : "api-key"));
    }

    [Theory]
    [InlineData("", "/chat/completions")]
    [InlineData("/", "/chat/completions")]
    [InlineData("/v1", "/v1/chat/completions")]
    [InlineData("/v1/", "/v1/chat/completions")]
    [InlineData("/a%20b/v1", "/a%20b/v1/chat/completions")]
    public async Task Paths_stand_under_the_base_address(string path, string expected)
    {
        Assert.Equal(expected, (await AskAsync(HttpTargets.OpenAI, path, options => options)).Path);
    }

    [Fact]
    public async Task Further_headers_are_sent()
    {
        var sent = await AskAsync(
            HttpTargets.OpenAI,
            "",
            options =>
                options with
                {
                    Key = null,
                    Organization = "o",
                    Project = "p",
                    Headers = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["x-y"] = new("z") },
                }
        );

        Assert.Equal(
            ("o", "p", "z", null),
            (
                sent.Header("OpenAI-Organization"),
                sent.Header("OpenAI-Project"),
                sent.Header("x-y"),
                sent.Header("Authorization")
            )
        );
        Assert.StartsWith("chat/", sent.Header("User-Agent"));
        Assert.Equal("application/json", sent.Header("Content-Type"));
    }

    private static async Task<FakeRequest> AskAsync(
        string target,
        string path,
        Func<HttpBackendOptions, HttpBackendOptions> change
    )
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json(target == HttpTargets.Ollama ? """{"message":{"content":"a"},"done":true}""" : Answer)
        );
        await using var caller = new Caller(target, new Uri($"http://{server.Address.Authority}{path}"), change);
        Assert.Null((await caller.AskAsync(stream: false)).Failure);
        return Assert.Single(server.Requests);
    }
}
