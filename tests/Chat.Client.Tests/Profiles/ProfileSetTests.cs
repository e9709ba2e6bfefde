using Chat.Client.Profiles;
using Chat.Core.Errors;

namespace Chat.Client.Tests.Profiles;

public sealed class ProfileSetTests
{
    [Fact]
    public void Nothing_configured_means_the_local_model()
    {
        var set = ProfileSet.Create(file: null, _ => null);
        Assert.Equal("local/smollm2-135m-instruct", set.Resolve(null).ToString());
        Assert.Equal(ChatProfile.Local, set.Default);
        Assert.Equal("ollama/llama3:8b", set.Resolve("ollama/llama3:8b").ToString());
    }

    [Fact]
    public void The_profile_of_the_file_beats_the_ready_made_one()
    {
        var set = Set("OPENAI_API_KEY=k OLLAMA_HOST=!", File("OpenAI", "ollama"));
        Assert.Equal(["OpenAI", "ollama", "local"], set.Names);
        Assert.Equal(ProfileOrigin.File, set.Get("openai").Origin);
        Assert.Empty(set.Broken);
    }

    [Theory]
    [InlineData("", null, "local")]
    [InlineData("", "a", "a")]
    [InlineData("", "A", "a")]
    [InlineData("CHAT_PROFILE=b", "a", "b")]
    [InlineData("CHAT_PROFILE=local", "a", "local")]
    [InlineData("CHAT_PROFILE=", "a", "a")]
    [InlineData("CHAT_PROFILE=mistral MISTRAL_API_KEY=k", "a", "mistral")]
    public void The_default_is_the_variables_then_the_files(string variables, string? named, string expected) =>
        Assert.Equal(expected, Set(variables, File("a", "b") with { Default = named }).Default.Name);

    [Theory]
    [InlineData("CHAT_PROFILE=opnai OPENAI_API_KEY=k", null, "CHAT_PROFILE", "openai")]
    [InlineData("", "olama", "p.json", "ollama")]
    public void A_default_that_does_not_exist_is_told_when_it_is_needed(
        string variables,
        string? named,
        string origin,
        string offer
    )
    {
        var set = Set(variables, File("a") with { Default = named });
        var error = Refused(ChatErrorKind.NotFound, () => set.Default);
        Assert.Contains(origin, error.Message, StringComparison.Ordinal);
        Assert.Contains(offer, error.Advice, StringComparison.Ordinal);
        Refused(ChatErrorKind.NotFound, () => set.Resolve("model"));
        Assert.Equal("a/model", set.Resolve("a/model").ToString());
    }

    [Fact]
    public void A_broken_profile_is_told_to_who_names_it()
    {
        var set = Set("OLLAMA_HOST=!:x", File("a"));
        Assert.Contains("ollama", set.Names);
        Assert.Contains(
            "OLLAMA_HOST",
            Refused(ChatErrorKind.InvalidRequest, () => set.Get("Ollama")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "OLLAMA_HOST",
            Refused(ChatErrorKind.InvalidRequest, () => set.Resolve("ollama/x")).Message,
            StringComparison.Ordinal
        );
        Assert.NotSame(
            Refused(ChatErrorKind.InvalidRequest, () => set.Get("ollama")),
            Refused(ChatErrorKind.InvalidRequest, () => set.Get("ollama"))
        );
        Assert.Equal("local/x", set.Resolve("x").ToString());
    }

    [Theory]
    [InlineData("mistrl", "Did you mean mistral")]
    [InlineData("zzzzzzzzz", "The profiles are a, local, mistral, ollama")]
    public void An_unknown_name_gets_the_nearest_ones(string name, string advice) =>
        Assert.Contains(
            advice,
            Refused(ChatErrorKind.NotFound, () => Set("MISTRAL_API_KEY=k", File("a")).Get(name)).Advice,
            StringComparison.Ordinal
        );

    private static ProfileSet Set(string variables, ProfileFile file) =>
        ProfileSet.Create(file, EnvironmentProfilesTests.Environment(variables));

    private static ProfileFile File(params string[] names) =>
        new()
        {
            Path = "p.json",
            Profiles = [.. names.Select(name => new ChatProfile { Name = name, Kind = ProfileKind.Vllm })],
        };

    private static ChatException Refused(ChatErrorKind kind, Func<object> action)
    {
        var error = Assert.Throws<ChatException>(action);
        Assert.Equal(kind, error.Kind);
        return error;
    }
}
