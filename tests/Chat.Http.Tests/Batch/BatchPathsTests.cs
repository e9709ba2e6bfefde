using Chat.Core.Errors;
using Chat.Http.Batch;

namespace Chat.Http.Tests.Batch;

public sealed class BatchPathsTests
{
    [Theory]
    [InlineData("openai", null, "files", "batches/b%2F1/cancel", "batches?limit=9&after=x%26y", "/v1/chat/completions")]
    [InlineData(
        "azure",
        null,
        "openai/v1/files",
        "openai/v1/batches/b%2F1/cancel",
        "openai/v1/batches?limit=9&after=x%26y",
        "/v1/chat/completions"
    )]
    [InlineData(
        "azure",
        "2024-10-21",
        "openai/files?api-version=2024-10-21",
        "openai/batches/b%2F1/cancel?api-version=2024-10-21",
        "openai/batches?limit=9&after=x%26y&api-version=2024-10-21",
        "/chat/completions"
    )]
    public void Paths_AreThoseOfTheServer(
        string target,
        string? version,
        string files,
        string cancel,
        string list,
        string endpoint
    )
    {
        var paths = BatchPaths.For(Options(target, version));

        Assert.Equal(
            (files, cancel, list, endpoint),
            (paths.Files, paths.Cancel("b/1"), paths.List(9, "x&y"), paths.Endpoint)
        );
    }

    [Fact]
    public void Servers_WithoutABatchApi_AreRefused()
    {
        string[] with = [HttpTargets.OpenAI, HttpTargets.Azure, HttpTargets.OpenAICompatible];
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        foreach (var target in HttpTargets.All.Except(with))
        {
            var failure = Assert.Throws<ChatException>(() => backends.CreateBatchClient(Options(target, null)));
            Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
            Assert.Contains(target, failure.Message);
        }
    }

    private static HttpBackendOptions Options(string target, string? version) =>
        new()
        {
            Target = target,
            BaseAddress = new Uri("https://api.example"),
            ApiVersion = version,
        };
}
