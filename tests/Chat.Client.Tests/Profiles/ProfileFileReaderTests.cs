using System.Text;
using Chat.Client.Profiles;
using Chat.Client.Tests.Support;
using Chat.Core.Errors;

namespace Chat.Client.Tests.Profiles;

public sealed class ProfileFileReaderTests
{
    private static readonly SmallSchema Schema = SmallSchema.Load(
        Path.Combine(AppContext.BaseDirectory, "profiles.schema.json")
    );

    public static TheoryData<string> Accepted => ProfileExamples.Accepted;

    public static TheoryData<string, string> Rejected => ProfileExamples.Rejected;

    [Fact]
    public void Every_key_is_read()
    {
        var file = Read(ProfileExamples.Full);
        Assert.Equal(("profiles.schema.json", "ours", "router"), (file.Schema, file.Comment, file.Default));
        Assert.Equal(10, file.Profiles.Count);
        var (openai, router, azure) = (file.Profiles[0], file.Profiles[1], file.Profiles[2]);
        Assert.Equal(
            ("openai", ProfileKind.OpenAI, "env:OPENAI_API_KEY"),
            (openai.Name, openai.Kind, openai.Key?.ToString())
        );
        Assert.Equal(("org-1", "proj 1", "gpt-5"), (openai.Organization, openai.Project, openai.Model));
        Assert.Equal((0, true), (openai.Retries, openai.Strict));
        Assert.Equal((null, "https://api.openai.com/v1/"), (openai.Url, openai.EffectiveUrl?.AbsoluteUri));
        Assert.Equal("https://router.example:8443/api/v1/", router.Url?.AbsoluteUri);
        Assert.Equal("socks5://127.0.0.1:1080/", router.Proxy?.AbsoluteUri);
        Assert.Equal(
            ["X-Title my program ", "X-Gateway-Key  env:GATEWAY", "X-Note  vault:note"],
            router.Headers.Select(header => $"{header.Name} {header.Text} {header.Secret}")
        );
        Assert.Equal(
            new ProfileTimeouts
            {
                Connect = TimeSpan.FromSeconds(2.5),
                FirstToken = TimeSpan.FromMinutes(2),
                Idle = TimeSpan.FromSeconds(30),
                Total = TimeSpan.FromMilliseconds(1),
            },
            router.Timeouts
        );
        Assert.Equal(
            ("2024-10-21", "our deployment", "other"),
            (azure.ApiVersion, azure.DeploymentOf("gpt-4o"), azure.DeploymentOf("other"))
        );
        Assert.Equal("http://[::1]:8080/v1/", file.Profiles[7].Url?.AbsoluteUri);
        Assert.All(file.Profiles, profile => Assert.Equal(ProfileOrigin.File, profile.Origin));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_sound_file_is_read_and_fits_the_schema(string json)
    {
        Read(json);
        Assert.True(Schema.Accepts(json));
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public void A_wrong_file_is_refused_in_words_and_by_the_schema(string json, string expected)
    {
        var error = Refused(json);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("p.json:1:", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Advice);
        Assert.False(Schema.Accepts(json));
    }

    [Theory]
    [InlineData(
        "{\n  \"profiles\": {\n    \"x\": { \"kind\": \"openai\",\n      \"modle\": 1 }}}",
        "p.json:4:7: profiles.x has"
    )]
    [InlineData("{\r\n  \"é😀\": 1 }", "p.json:2:3: the file has an unknown key")]
    [InlineData("{\"$comment\": \"é😀\", \"x\": 1 }", "p.json:1:21: the file has an unknown key 'x'")]
    [InlineData(
        "{\n\"profiles\": {\n\"x\": { \"kind\": \"openai\", \"retries\": 99 }}}",
        "p.json:3:37: profiles.x.retries must"
    )]
    [InlineData("{\n\n  \"profiles\": tru }", "p.json:3:")]
    [InlineData("{\n", "p.json:2:1: the file is not sound JSON")]
    [InlineData("{} {}", "p.json:1:4: the file is not sound JSON")]
    [InlineData("{\"profiles\":{\"a.b\":{\"kind\":\"openai\",\"model\":1}}}", "profiles[\"a.b\"].model must")]
    public void A_fault_is_told_with_its_line_and_column(string json, string expected) =>
        Assert.Contains(expected, Refused(json).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"profiles":{},"profiles":{}}""", "the file has the key 'profiles' twice")]
    [InlineData("""{"profiles":{"x":{"kind":"openai","kind":"openai"}}}""", "profiles.x has the key 'kind' twice")]
    [InlineData("""{"profiles":{"x":{"kind":"openai","k\u0069nd":"openai"}}}""", "profiles.x has the key 'kind' twice")]
    [InlineData("""{"profiles":{"x":{"kind":"openai"},"X":{"kind":"openai"}}}""", "profiles.X is there twice")]
    [InlineData(
        """{"profiles":{"x":{"kind":"openai","headers":{"X-A":"1","x-a":"2"}}}}""",
        "profiles.x.headers.x-a is there twice"
    )]
    public void What_is_there_twice_is_refused(string json, string expected) =>
        Assert.Contains(expected, Refused(json).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"profiles":{"x":{"kind":"openai","modle":1}}}""", "\"model\"")]
    [InlineData("""{"profiles":{"x":{"kind":"opnai"}}}""", "\"openai\"")]
    [InlineData("""{"profils":{}}""", "\"profiles\"")]
    [InlineData("""{"profiles":{"x":{"kind":"openai","timeouts":{"firstTokn":1}}}}""", "\"firstToken\"")]
    [InlineData("""{"profiles":{"x":{"kind":"openai","zzzzzzzzzz":1}}}""", "kind, model")]
    public void A_mistyped_word_gets_the_nearest_one(string json, string advice) =>
        Assert.Contains(advice, Refused(json).Advice, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    public void An_empty_file_is_told_as_such(string json) =>
        Assert.Contains("is empty", Refused(json).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_passed_over_and_other_encodings_are_refused()
    {
        Assert.Empty(
            ProfileFileReader.Read("p.json", Encoding.UTF8.GetPreamble().Concat("{}"u8.ToArray()).ToArray()).Profiles
        );
        Assert.Contains("is empty", Refused(Encoding.UTF8.GetPreamble()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "UTF-8",
            Refused([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")]).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("UTF-8", Refused([(byte)'"', 0xff, (byte)'"']).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"profiles":{"x":{"kind":"openai","model":"\ud800"}}}""")]
    [InlineData("""{"\udc00":1}""")]
    public void Half_a_character_is_refused(string json) =>
        Assert.Contains("escape", Refused(json).Message, StringComparison.Ordinal);

    [Fact]
    public void The_depth_is_bounded()
    {
        Assert.Contains("not sound JSON", Refused(new string('[', 100_000)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "not sound JSON",
            Refused(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"profiles":{"x":{"kind":"openai","key":ncanary-7c1f0e}}}""")]
    [InlineData("""{"profiles":{"x":{"kind":"openai","key":tcanary-7c1f0e""")]
    [InlineData("""canary-7c1f0e""")]
    [InlineData("""{"profiles":{"x":{"kind":"openai","key":"canary-7c1f0e""")]
    [InlineData("""{"profiles":{"x":{"kind":"openai","sk-canary-7c1f0e":1}}}""")]
    [InlineData("""{"profiles":{"x":{"kind":"sk-canary-7c1f0e"}}}""")]
    public void A_file_cut_or_mixed_up_does_not_show_a_key(string json) => Refused(json);

    [Fact]
    public void A_file_cut_anywhere_is_read_or_refused_in_words()
    {
        var bytes = Encoding.UTF8.GetBytes(ProfileExamples.Full);
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            Assert.StartsWith("p.json:", Refused(bytes[..length]).Message, StringComparison.Ordinal);
        }
    }

    private static ProfileFile Read(string json) => ProfileFileReader.Read("p.json", Encoding.UTF8.GetBytes(json));

    private static ChatException Refused(string json) => Refused(Encoding.UTF8.GetBytes(json));

    private static ChatException Refused(byte[] bytes)
    {
        var error = Assert.Throws<ChatException>(() => ProfileFileReader.Read("p.json", bytes));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.DoesNotContain(ProfileExamples.Canary, error + error.Advice, StringComparison.Ordinal);
        return error;
    }
}
