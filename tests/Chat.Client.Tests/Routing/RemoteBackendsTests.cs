using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Client.Secrets;
using Chat.Core.Errors;
using Chat.Http;
using Chat.Testing.FakeServers;

namespace Chat.Client.Tests.Routing;

public sealed class RemoteBackendsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-batches-");

    [Fact]
    public async Task The_example_of_the_page_sends_a_batch_and_reads_it_in_order()
    {
        await using var server = await FakeServer.StartAsync(
            FakeReplies.Json("""{"id":"file-1"}"""),
            FakeReplies.Json("""{"id":"batch-1","status":"validating"}"""),
            FakeReplies.Json("""{"id":"batch-1","status":"completed","output_file_id":"file-2"}"""),
            FakeReplies.Text($"{Answer("river", "Rhine")}\n{Answer("lake", "Como")}\n")
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "profiles.json"),
            $$$"""{"profiles":{"cloud":{"kind":"openai","url":"{{{new Uri(server.Address, "/v1")}}}","key":"env:CLOUD_KEY"} } }"""
        );
        using var output = new StringWriter { NewLine = "\n" };

        using var http = new HttpBackends(TimeProvider.System, new Random(1));

        await BatchExample.RunAsync(
            http,
            _folder.FullName,
            name => name == "CLOUD_KEY" ? "sk-canary" : null,
            output,
            CancellationToken.None
        );

        Assert.Equal("lake: Como\nriver: Rhine\n", output.ToString());
        Assert.All(server.Requests, request => Assert.Equal("Bearer sk-canary", request.Header("Authorization")));
    }

    [Fact]
    public void The_page_shows_the_example_that_compiles()
    {
        var page = Read("batches.md");
        var begin = page.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        var shown = Lines(page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)]);
        var example = Read("BatchExample.cs");
        var body = Lines(example[example.IndexOf("var profiles", StringComparison.Ordinal)..]);

        Assert.NotEmpty(shown);
        Assert.Equal(body.Take(shown.Length), shown);
        // All but the ends of method and class.
        Assert.All(body.Skip(shown.Length), line => Assert.Equal("}", line));
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("mistral")]
    public void A_server_without_batches_is_refused(string kind)
    {
        using var http = new HttpBackends(TimeProvider.System, new Random(1));
        var secrets = new SecretResolver(new SecretPlaces { Environment = _ => null, ConfigFolder = _folder.FullName });
        Assert.True(ProfileKind.TryParse(kind, out var parsed));
        var profile = new ChatProfile
        {
            Name = "p",
            Kind = parsed,
            Url = new Uri("http://127.0.0.1:1"),
        };

        var failure = Assert.Throws<ChatException>(() => new RemoteBackends(http, secrets).OpenBatchClient(profile));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Answer(string id, string text) =>
        $$$$"""{"custom_id":"{{{{id}}}}","response":{"status_code":200,"body":{"choices":[{"index":0,"message":{"role":"assistant","content":"{{{{text}}}}"},"finish_reason":"stop"}]}}}""";

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name)).ReplaceLineEndings("\n");

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
