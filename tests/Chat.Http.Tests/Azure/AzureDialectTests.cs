using System.Text.Json.Nodes;
using Chat.Core.Errors;
using Chat.Http.Azure;
using Chat.Http.Tests.Faults;
using Chat.Testing.FakeModels;

namespace Chat.Http.Tests.Azure;

public sealed class AzureDialectTests
{
    [Fact]
    public void Without_a_version_the_deployment_is_named_in_the_body()
    {
        var written = new AzureDialect(null).Write(Caller.Hello, stream: false);

        Assert.Equal("openai/v1/chat/completions", written.Path);
        Assert.Equal("m", (string?)JsonNode.Parse(written.Body.Span)!["model"]);
    }

    [Theory]
    [InlineData("gpt", "gpt")]
    [InlineData("a b/c?d", "a%20b%2Fc%3Fd")]
    public void With_a_version_the_deployment_is_named_in_the_path(string name, string segment)
    {
        var written = new AzureDialect("2024-10-21&x").Write(Caller.Hello with { Model = name }, stream: true);

        Assert.Equal($"openai/deployments/{segment}/chat/completions?api-version=2024-10-21%26x", written.Path);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("2024-10-21", true)]
    [InlineData("2024-09-01-preview", true)]
    [InlineData("2024-06-01", false)]
    [InlineData("2023-05-15", false)]
    public void Older_versions_are_not_asked_for_the_count_of_a_stream(string? version, bool asked)
    {
        var body = JsonNode.Parse(new AzureDialect(version).Write(Caller.Hello, stream: true).Body.Span)!;

        Assert.Equal(asked, body["stream_options"] is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("..")]
    public void A_deployment_that_cannot_be_named_is_refused(string? name)
    {
        var failure = Assert.Throws<ChatException>(() =>
            new AzureDialect("v").Write(Caller.Hello with { Model = name }, stream: true)
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deployment_answers(bool stream)
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.Azure, new FakeModelOptions { Key = "k" });
        await using var caller = new Caller(
            HttpTargets.Azure,
            model.BaseAddress,
            options => options with { ApiVersion = "2024-10-21", Key = new Chat.Core.Secrets.Secret("k") }
        );

        var ended = await caller.AskAsync(stream, Caller.Hello with { Model = MagicModels.Echo });

        Assert.Equal("hello", ended.Text);
    }
}
