using System.Text;
using System.Text.Json;
using Chat.Core.Secrets;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Secrets;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("key is abc+/=12\"é! ok", "key is *** ok")]
    [InlineData("?k=abc%2B%2F%3D12%22%C3%A9%21&x=1", "?k=***&x=1")]
    [InlineData("?k=abc%2b%2f%3d12%22%c3%a9%21&x=1", "?k=***&x=1")]
    [InlineData("""{"k":"abc+/=12\"é!"}""", """{"k":"***"}""")]
    [InlineData("""{"k":"abc\u002B/=12\u0022\u00E9!"}""", """{"k":"***"}""")]
    [InlineData("""{"k":"abc\u002b/=12\u0022\u00e9!"}""", """{"k":"***"}""")]
    [InlineData("""{"k":"abc+\/=12\"é!"}""", """{"k":"***"}""")]
    [InlineData("nothing here", "nothing here")]
    [InlineData("", "")]
    public void Every_form_becomes_a_mask(string text, string expected) =>
        Assert.Equal(expected, Redactor("abc+/=12\"é!").Redact(text));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("user:")]
    public void A_secret_inside_base64_is_found(string before)
    {
        const string secret = "canary>>?-7c1f0e-longer";
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + "|after"));
        var redacted = Redactor(secret).Redact("Basic " + encoded);
        Assert.Contains("***", redacted, StringComparison.Ordinal);

        // What is left is what stands around the secret, and at most one character at each end that mixes both.
        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes(before)).TrimEnd('=');
        Assert.True(redacted.IndexOf("***", StringComparison.Ordinal) <= "Basic ".Length + plain.Length + 1, redacted);
        Assert.True(redacted.Length < "Basic ".Length + plain.Length + 1 + 3 + 12, redacted);
        Assert.Equal("***", Redactor(secret).Redact(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))));
    }

    [Fact]
    public void Overlapping_secrets_leave_nothing_over()
    {
        var redactor = Redactor("abcdef", "defghi", "cdef-longer", "aaaa");
        Assert.Equal("x***y", redactor.Redact("xabcdefghiy"));
        Assert.Equal("***", redactor.Redact("abcdef-longer"));
        Assert.Equal("***b", redactor.Redact("aaaaaaab"));
        Assert.Equal("******", redactor.Redact("abcdefabcdef"));
    }

    [Fact]
    public void A_text_without_a_secret_stays_the_same_object()
    {
        var text = new string('x', 100);
        Assert.Same(text, Redactor("canary").Redact(text));
        Assert.Same(text, Redactor().Redact(text));
        Assert.Same(text, Redactor("xxx").Redact(text));
    }

    [Fact]
    public void The_number_of_secrets_is_bounded()
    {
        Redactor([.. Enumerable.Range(1000, 256).Select(number => $"secret{number}")]);
        Assert.Throws<ArgumentException>(() =>
            Redactor([.. Enumerable.Range(1000, 257).Select(number => $"secret{number}")])
        );
    }

    [Fact]
    public void No_secret_is_left_in_any_text()
    {
        var secrets = Gen.Elements("abcAB12+/=\"\\ é<&%".ToCharArray()).ListOf(8).Select(string.Concat);
        var others = Gen.Elements("abcAB12+/=\"\\ ".ToCharArray()).ListOf().Select(string.Concat);
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                secrets.ToArbitrary(),
                others.ToArbitrary(),
                others.ToArbitrary(),
                (secret, before, after) =>
                {
                    var redactor = Redactor(secret);
                    string[] forms =
                    [
                        secret,
                        Uri.EscapeDataString(secret),
                        JsonSerializer.Serialize(secret)[1..^1],
                        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
                    ];
                    return forms.All(form =>
                        redactor.Redact(before + form + after) is var text
                        && text.Contains("***", StringComparison.Ordinal)
                        && !text.Contains(form, StringComparison.Ordinal)
                    );
                }
            )
        );
    }

    private static SecretRedactor Redactor(params string[] secrets) =>
        new(secrets.Select(secret => new Secret(secret)));
}
