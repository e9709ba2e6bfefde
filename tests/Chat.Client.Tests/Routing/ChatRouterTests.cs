using System.Text;
using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Client.Tests.Support;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Client.Tests.Routing;

public sealed class ChatRouterTests
{
    private const string Profiles = """
        {"profiles":{
          "far": {"kind":"openai","model":"gpt"},
          "blue": {"kind":"azure","url":"https://h","deployments":{"gpt":"ours"}},
          "fast": {"kind":"local","model":"small"}}}
        """;

    [Theory]
    [InlineData("far/gpt-5", "far", "gpt-5")]
    [InlineData("far/a/b:c", "far", "a/b:c")]
    [InlineData("FAR/", "far", "gpt")]
    [InlineData("blue/gpt", "blue", "ours")]
    [InlineData("blue/other", "blue", "other")]
    [InlineData("local/small", "local", "local/small")]
    [InlineData("small", "local", "local/small")]
    [InlineData("./small.gguf", "local", "./small.gguf")]
    [InlineData("fast/", "fast", "local/small")]
    [InlineData("fast/other", "fast", "local/other")]
    public async Task A_request_goes_to_its_profile_under_the_name_that_is_known_there(
        string model,
        string profile,
        string asked
    )
    {
        List<string?> models = [];
        var opened = new ScriptedProfiles(_ => new ScriptedBackend { Complete = Note(models) });
        await using var router = Router(opened);

        await router.CompleteAsync(ChatCompletionRequest.Create(model, ChatMessage.User("hi")), CancellationToken.None);

        Assert.Equal([profile], opened.Opened);
        Assert.Equal([asked], models);
    }

    [Fact]
    public async Task A_backend_is_made_once_and_disposed_of_with_the_router()
    {
        var backend = new ScriptedBackend { Complete = Note([]) };
        var opened = new ScriptedProfiles(_ => backend);
        var router = Router(opened);
        var request = ChatCompletionRequest.Create("far/x", ChatMessage.User("hi"));
        await router.CompleteAsync(request, CancellationToken.None);
        await router.CompleteAsync(request, CancellationToken.None);

        Assert.Equal(["far"], opened.Opened);
        Assert.False(backend.IsDisposed);
        await router.DisposeAsync();
        Assert.True(backend.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => router.CompleteAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task Lists_of_models_carry_whole_references_and_one_failure_does_not_end_the_others()
    {
        var opened = new ScriptedProfiles(profile => new ScriptedBackend
        {
            Models = () =>
                profile.Name == "blue"
                    ? throw new ChatException(ChatErrorKind.Connection, "Gone.", "Start it.")
                    : Task.FromResult<IReadOnlyList<ModelDescription>>([new() { Id = "m", Name = "m" }]),
        });
        await using var router = Router(opened);

        var models = await router.ListModelsAsync(CancellationToken.None);

        Assert.Contains("far/m", models.Select(model => model.Id));
        Assert.DoesNotContain(models, model => model.Id.StartsWith("blue", StringComparison.Ordinal));
        var failed = await router.ListModelsAsync(router.Profiles.Get("blue"), CancellationToken.None);
        Assert.Equal(ChatErrorKind.Connection, failed.Failure!.Kind);
    }

    private static ChatRouter Router(ScriptedProfiles backends) =>
        new(ProfileSet.Create(ProfileFileReader.Read("p.json", Encoding.UTF8.GetBytes(Profiles)), _ => null), backends);

    private static Func<ChatCompletionRequest, Task<ChatCompletion>> Note(List<string?> models) =>
        request =>
        {
            models.Add(request.Model);
            return Task.FromResult(new ChatCompletion());
        };
}
