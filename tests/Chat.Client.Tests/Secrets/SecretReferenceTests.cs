using Chat.Client.Secrets;
using Chat.Core.Errors;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Client.Tests.Secrets;

public sealed class SecretReferenceTests
{
    [Theory]
    [InlineData("env:OPENAI_API_KEY", SecretSource.Environment, "OPENAI_API_KEY")]
    [InlineData("env:_x9", SecretSource.Environment, "_x9")]
    [InlineData("file:/run/secrets/key", SecretSource.File, "/run/secrets/key")]
    [InlineData("file:~/a key", SecretSource.File, "~/a key")]
    [InlineData("file:C:\\keys\\openai", SecretSource.File, "C:\\keys\\openai")]
    [InlineData("vault:openai", SecretSource.Vault, "openai")]
    public void A_reference_names_a_place(string text, SecretSource source, string name)
    {
        var reference = SecretReference.Parse(text);
        Assert.Equal((source, name), (reference.Source, reference.Name));
        Assert.Equal(text, reference.ToString());
        Assert.Equal(SecretReference.Parse(text), reference);
    }

    [Theory]
    [InlineData("")]
    [InlineData("env:")]
    [InlineData("env:9X")]
    [InlineData("env:A-B")]
    [InlineData("env:A B")]
    [InlineData("env:Ä")]
    [InlineData("ENV:A")]
    [InlineData(" env:A")]
    [InlineData("file:")]
    [InlineData("file: x")]
    [InlineData("file:a\nb")]
    [InlineData("vault:a\0")]
    [InlineData("vault:x ")]
    [InlineData("sk-canary")]
    [InlineData("http:x")]
    public void Anything_else_is_refused_without_being_repeated(string text)
    {
        var error = Assert.Throws<ChatException>(() => SecretReference.Parse(text));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("env:NAME", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_name_is_bounded()
    {
        Assert.True(SecretReference.TryParse("file:" + new string('a', 4096), out _));
        Assert.False(SecretReference.TryParse("file:" + new string('a', 4097), out _));
        Assert.False(SecretReference.TryParse(null, out _));
    }

    [Fact]
    public void What_is_read_is_written_the_same()
    {
        var letters = Gen.Elements("aZ_09/ ~:.\\\n\u00e9".ToCharArray()).ListOf().Select(string.Concat);
        var texts = Gen.Elements("env:", "file:", "vault:", "x:")
            .SelectMany(_ => letters, (start, rest) => start + rest);
        var read = 0;
        Check.One(
            Properties.Of(500),
            Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                {
                    var isRead = SecretReference.TryParse(text, out var reference);
                    read += isRead ? 1 : 0;
                    return !isRead || reference?.ToString() == text;
                }
            )
        );
        Assert.True(read > 50, $"only {read} of the texts were references");
    }
}
