using Chat.Client.Profiles;
using Chat.Client.Tests.Support;
using Chat.Core.Errors;

namespace Chat.Client.Tests.Profiles;

public sealed class EnvironmentProfilesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("OPENAI_API_KEY= MISTRAL_API_KEY= OLLAMA_HOST= AZURE_OPENAI_ENDPOINT=")]
    [InlineData("AZURE_OPENAI_API_KEY=x OPENAI_ORG_ID=o")]
    public void The_local_and_the_ollama_profile_are_always_there(string variables)
    {
        var profiles = Find(variables);
        Assert.Equal(["local", "ollama"], profiles.Select(profile => profile.Name));
        Assert.All(profiles, profile => Assert.Equal(ProfileOrigin.BuiltIn, profile.Origin));
        Assert.Equal(ChatProfile.Local, profiles[0]);
        Assert.Equal("http://127.0.0.1:11434/", profiles[1].EffectiveUrl?.AbsoluteUri);
    }

    [Theory]
    [InlineData("OPENAI_API_KEY=canary-7c1f0e", "openai openai env:OPENAI_API_KEY https://api.openai.com/v1/")]
    [InlineData("OPENAI_BASE_URL=http://h:1/v1", "openai openai-compatible  http://h:1/v1/")]
    [InlineData(
        "OPENAI_API_KEY=canary-7c1f0e OPENAI_BASE_URL=https://eu.api.openai.com/v1/",
        "openai openai env:OPENAI_API_KEY https://eu.api.openai.com/v1/"
    )]
    [InlineData(
        "OPENAI_API_KEY=canary-7c1f0e OPENAI_BASE_URL=https://notapi.openai.com.evil.example/",
        "openai openai-compatible env:OPENAI_API_KEY https://notapi.openai.com.evil.example/"
    )]
    [InlineData("MISTRAL_API_KEY=canary-7c1f0e", "mistral mistral env:MISTRAL_API_KEY https://api.mistral.ai/v1/")]
    [InlineData("MISTRAL_BASE_URL=https://m.example/v1", "mistral mistral  https://m.example/v1/")]
    [InlineData("AZURE_OPENAI_ENDPOINT=https://a.example/", "azure azure env:AZURE_OPENAI_API_KEY https://a.example/")]
    [InlineData("OLLAMA_HOST=box", "ollama ollama  http://box:11434/")]
    public void Variables_make_profiles_that_name_their_key(string variables, string expected)
    {
        var profile = Assert.Single(Find(variables), profile => profile.Origin == ProfileOrigin.Environment);
        Assert.Equal(expected, $"{profile.Name} {profile.Kind} {profile.Key} {profile.EffectiveUrl?.AbsoluteUri}");
        Assert.DoesNotContain(ProfileExamples.Canary, profile.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_variables_go_with_them()
    {
        var openai = Find("OPENAI_API_KEY=k OPENAI_ORG_ID=org OPENAI_ORGANIZATION=other OPENAI_PROJECT_ID=proj")[1];
        Assert.Equal(("org", "proj"), (openai.Organization, openai.Project));
        Assert.Equal("other", Find("OPENAI_API_KEY=k OPENAI_ORGANIZATION=other")[1].Organization);
        var azure = Find(
            "AZURE_OPENAI_ENDPOINT=https://a AZURE_OPENAI_API_VERSION=1 OPENAI_API_VERSION=2 AZURE_OPENAI_DEPLOYMENT=d"
        )[1];
        Assert.Equal(("1", "d"), (azure.ApiVersion, azure.Model));
        Assert.Equal("2", Find("AZURE_OPENAI_ENDPOINT=https://a OPENAI_API_VERSION=2")[1].ApiVersion);
    }

    [Theory]
    [InlineData("OPENAI_BASE_URL=nonsense", "openai", "OPENAI_BASE_URL")]
    [InlineData("OPENAI_BASE_URL=https://me:canary-7c1f0e@h", "openai", "OPENAI_BASE_URL")]
    [InlineData("OPENAI_API_KEY=k OPENAI_ORG_ID=é", "openai", "OPENAI_ORG_ID")]
    [InlineData("MISTRAL_BASE_URL=ftp://h", "mistral", "MISTRAL_BASE_URL")]
    [InlineData("AZURE_OPENAI_ENDPOINT=https://h?k=canary-7c1f0e", "azure", "AZURE_OPENAI_ENDPOINT")]
    [InlineData("OLLAMA_HOST=me:canary-7c1f0e@h:1", "ollama", "OLLAMA_HOST")]
    public void A_wrong_variable_breaks_its_own_profile_alone(string variables, string name, string variable)
    {
        var found = EnvironmentProfiles.Find(Environment(variables));
        var broken = Assert.Single(found.Broken);
        Assert.Equal(name, broken.Name);
        Assert.Equal(ChatErrorKind.InvalidRequest, broken.Fault.Kind);
        Assert.Contains(variable, broken.Fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            ProfileExamples.Canary,
            broken.ToString() + broken.Fault.Advice,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(found.Profiles, profile => profile.Name == name);
        Assert.Contains(found.Profiles, profile => profile.Name == "local");
    }

    internal static Func<string, string?> Environment(string variables) =>
        name =>
            variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2))
                .FirstOrDefault(variable => variable[0] == name)
                ?[1];

    private static IReadOnlyList<ChatProfile> Find(string variables) =>
        EnvironmentProfiles.Find(Environment(variables)).Profiles;
}
