using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Client.Tests.Profiles;

public sealed class ModelReferenceReaderTests
{
    [Theory]
    [InlineData("ollama/llama3:8b", "ollama", "llama3:8b")]
    [InlineData("OLLAMA/llama3:8b", "ollama", "llama3:8b")]
    [InlineData("router/meta-llama/llama-3-8b:free", "router", "meta-llama/llama-3-8b:free")]
    [InlineData("router//models/x.gguf", "router", "/models/x.gguf")]
    [InlineData("ollama/x.gguf", "ollama", "x.gguf")]
    [InlineData("router/local/x", "router", "local/x")]
    [InlineData("local/qwen", "local", "qwen")]
    public void A_profile_comes_first(string text, string profile, string model)
    {
        foreach (var standard in new[] { "local", "router" })
        {
            var reference = Set(standard).Resolve(text);
            Assert.Equal((profile, model, false), (reference.Profile.Name, reference.Model, reference.IsPath));
            Assert.Equal($"{profile}/{model}", reference.ToString());
        }
    }

    [Theory]
    [InlineData("x.gguf")]
    [InlineData("./ollama/x.gguf")]
    [InlineData("/models/x.GGUF")]
    [InlineData("models/x.gguf")]
    [InlineData("C:\\models\\x.gguf")]
    public void A_path_is_a_file_of_this_machine(string text)
    {
        foreach (var standard in new[] { "local", "router" })
        {
            var reference = Set(standard).Resolve(text);
            Assert.Equal(("local", text, true), (reference.Profile.Name, reference.Model, reference.IsPath));
            Assert.Equal(text, reference.ToString());
        }
    }

    [Theory]
    [InlineData("gpt-4o")]
    [InlineData("meta-llama/llama-3-8b")]
    [InlineData("llama3:8b")]
    [InlineData("/models/llama")]
    [InlineData("ollama")]
    public void Anything_else_is_a_model_of_a_remote_default(string text)
    {
        var reference = Set("router").Resolve(text);
        Assert.Equal(("router", text), (reference.Profile.Name, reference.Model));
    }

    [Theory]
    [InlineData("qwen3")]
    [InlineData("qwen3:0.6b")]
    public void A_plain_name_is_a_model_of_the_local_default(string text) =>
        Assert.Equal($"local/{text}", Set("local").Resolve(text).ToString());

    [Theory]
    [InlineData("olama/llama3:8b", "ollama/llama3:8b")]
    [InlineData("ruoter/a/b", "router/a/b")]
    public void An_unknown_profile_is_told_with_the_nearest_ones(string text, string offer)
    {
        var error = Refused(ChatErrorKind.NotFound, () => Set("local").Resolve(text));
        Assert.Contains(offer, error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zzzzzzzzzzzz/x", "local, ollama")]
    [InlineData("./model", "PROFILE/MODEL")]
    [InlineData("/model", ".gguf")]
    [InlineData("~/model", ".gguf")]
    [InlineData("a\\b", ".gguf")]
    public void A_local_default_has_no_models_with_slashes(string text, string advice) =>
        Assert.Contains(
            advice,
            Refused(ChatErrorKind.NotFound, () => Set("local").Resolve(text)).Advice,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void No_reference_is_the_default_model_of_the_default_profile(string? text)
    {
        Assert.Equal("local/smollm2-135m-instruct", Set("local").Resolve(text).ToString());
        Assert.Equal("router/standard", Set("router").Resolve(text).ToString());
    }

    [Fact]
    public void A_profile_without_a_model_is_its_default_model_or_is_told()
    {
        Assert.Equal("router/standard", Set("local").Resolve("router/").ToString());
        var error = Refused(ChatErrorKind.InvalidRequest, () => Set("local").Resolve("ollama/"));
        Assert.Contains("ollama/MODEL", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("router/a\0b")]
    public void Control_characters_are_refused(string text) =>
        Refused(ChatErrorKind.InvalidRequest, () => Set("router").Resolve(text));

    [Fact]
    public void The_length_is_bounded()
    {
        Assert.Equal(4096, Set("router").Resolve(new string('a', 4096)).Model.Length);
        Refused(ChatErrorKind.InvalidRequest, () => Set("router").Resolve(new string('a', 4097)));
    }

    [Fact]
    public void A_reference_with_its_profile_is_read_as_it_was_written()
    {
        var models = Gen.Elements("aZ9/:.-_\\ @é".ToCharArray()).NonEmptyListOf().Select(string.Concat);
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                models.ToArbitrary(),
                Gen.Elements("local", "ollama", "router").ToArbitrary(),
                (model, profile) =>
                {
                    var reference = Set("local").Resolve($"{profile}/{model}");
                    return reference.Profile.Name == profile
                        && reference.Model == model
                        && Set("router").Resolve(reference.ToString()).ToString() == reference.ToString();
                }
            )
        );
    }

    private static ChatException Refused(ChatErrorKind kind, Action action)
    {
        var error = Assert.Throws<ChatException>(action);
        Assert.Equal(kind, error.Kind);
        return error;
    }

    private static ProfileSet Set(string standard) =>
        ProfileSet.Create(
            new ProfileFile
            {
                Path = "profiles.json",
                Default = standard,
                Profiles =
                [
                    new ChatProfile
                    {
                        Name = "router",
                        Kind = ProfileKind.OpenAICompatible,
                        Url = new Uri("https://router.example/v1/"),
                        Model = "standard",
                    },
                ],
            },
            _ => null
        );
}
