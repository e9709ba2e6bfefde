using System.Text;
using Chat.Client.Secrets;
using Chat.Core.Errors;
using Chat.Core.Secrets;

namespace Chat.Client.Tests.Secrets;

public sealed class SecretResolverTests : IDisposable
{
    private const string Canary = "canary-7c1f0e";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-secrets-");

    [Fact]
    public void A_variable_gives_its_value() => Assert.Equal(Canary, Resolve("env:KEY", ("KEY", Canary)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_variable_that_is_not_set_is_named(string? value)
    {
        var error = Refused(ChatErrorKind.Authentication, "env:MY_KEY", ("MY_KEY", value));
        Assert.Contains("MY_KEY", error.Message, StringComparison.Ordinal);
        Assert.Contains("MY_KEY", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Canary}\r\nX-Forged: 1", "line break")]
    [InlineData($"{Canary}\n", "line break")]
    [InlineData($"{Canary}\rx", "line break")]
    [InlineData($"{Canary}\0", "printable ASCII")]
    [InlineData($"{Canary}\tx", "printable ASCII")]
    [InlineData($"{Canary}\u007f", "printable ASCII")]
    [InlineData($"{Canary}é", "printable ASCII")]
    [InlineData($" {Canary}", "blank")]
    [InlineData($"{Canary} ", "blank")]
    public void A_key_that_cannot_be_sent_is_refused_wherever_it_is_kept(string key, string why)
    {
        Assert.Contains(
            why,
            Refused(ChatErrorKind.Authentication, "env:KEY", ("KEY", key)).Message,
            StringComparison.Ordinal
        );
        Write("key", key + "\n");
        Assert.Contains(why, Refused(ChatErrorKind.Authentication, "file:key").Message, StringComparison.Ordinal);
        var error = Assert.Throws<ChatException>(() =>
            Resolver(vault: _ => new Secret(key)).Resolve(SecretReference.Parse("vault:k"))
        );
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, error.ToString() + error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_file_gives_its_text_without_the_line_break_at_its_end(string end)
    {
        var path = Write("key", Canary + end);
        Assert.Equal(Canary, Resolve("file:key"));
        Assert.Equal(Canary, Resolve("file:./key"));
        Assert.Equal(Canary, Resolve("file:" + path));
        Assert.Equal(Canary, Resolve("file:~/key"));
    }

    [Fact]
    public void Without_a_home_folder_its_sign_is_refused()
    {
        var resolver = new SecretResolver(
            new SecretPlaces { Environment = _ => null, ConfigFolder = _folder.FullName }
        );
        Assert.Equal(
            ChatErrorKind.InvalidRequest,
            Assert.Throws<ChatException>(() => resolver.Resolve(SecretReference.Parse("file:~/key"))).Kind
        );
    }

    [SkippableTheory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_file_that_others_have_a_right_on_is_refused(UnixFileMode right)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no mode bits.");
        var path = Write("key", Canary, UnixFileMode.UserRead | UnixFileMode.UserWrite | right);
        var error = Refused(ChatErrorKind.Authentication, "file:key");
        Assert.Contains($"chmod 600 {path}", error.Advice, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_stricter_mode_is_good_and_a_link_counts_as_its_target()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no mode bits.");
        var strict = Write("strict", Canary, UnixFileMode.UserRead);
        var open = Write("open", Canary, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "good"), strict);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "bad"), open);
        Assert.Equal(Canary, Resolve("file:strict"));
        Assert.Equal(Canary, Resolve("file:good"));
        Refused(ChatErrorKind.Authentication, "file:bad");
    }

    [Fact]
    public void What_is_no_key_file_is_refused()
    {
        Write("empty", "");
        Write("line", "\n");
        Write("large", new string('a', 64 * 1024 + 1));
        Write("full", new string('a', 64 * 1024));
        Write("binary", [0x61, 0xff, 0x62]);
        foreach (var name in new[] { "missing", "no/such/folder", "empty", "line", "large", "binary", "." })
        {
            Refused(ChatErrorKind.Authentication, "file:" + name);
        }

        Assert.Equal(64 * 1024, Resolve("file:full").Length);
    }

    [Fact]
    public void A_vault_is_asked_when_there_is_one()
    {
        var resolver = Resolver(vault: name => name == "known" ? new Secret(Canary) : null);
        Assert.Equal(Canary, resolver.Resolve(SecretReference.Parse("vault:known")).Reveal());
        var error = Assert.Throws<ChatException>(() => resolver.Resolve(SecretReference.Parse("vault:other")));
        Assert.Equal(ChatErrorKind.Authentication, error.Kind);
        Assert.Contains("other", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "not supported",
            Refused(ChatErrorKind.InvalidRequest, "vault:x").Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_changed_key_is_found()
    {
        Write("key", "first");
        var resolver = Resolver();
        Assert.Equal("first", resolver.Resolve(SecretReference.Parse("file:key")).Reveal());
        Write("key", "second");
        Assert.Equal("second", resolver.Resolve(SecretReference.Parse("file:key")).Reveal());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Resolve(string reference, params (string Name, string? Value)[] variables) =>
        Resolver(variables).Resolve(SecretReference.Parse(reference)).Reveal();

    private ChatException Refused(ChatErrorKind kind, string reference, params (string Name, string? Value)[] variables)
    {
        var error = Assert.Throws<ChatException>(() => Resolve(reference, variables));
        Assert.Equal(kind, error.Kind);
        Assert.DoesNotContain(Canary, error.ToString() + error.Advice, StringComparison.Ordinal);
        return error;
    }

    private SecretResolver Resolver(
        (string Name, string? Value)[]? variables = null,
        Func<string, Secret?>? vault = null
    ) =>
        new(
            new SecretPlaces
            {
                Environment = name => variables?.FirstOrDefault(variable => variable.Name == name).Value,
                ConfigFolder = _folder.FullName,
                HomeFolder = _folder.FullName,
                Vault = vault,
            }
        );

    private string Write(
        string name,
        string text,
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite
    ) => Write(name, Encoding.UTF8.GetBytes(text), mode);

    private string Write(string name, byte[] bytes, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }
}
