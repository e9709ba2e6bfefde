using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Chat.Core.Secrets;

namespace Chat.Core.Tests.Secrets;

public sealed class SecretTests
{
    private const string Canary = "canary-7c1f0e";

    [Fact]
    public void It_prints_as_a_mask_wherever_values_are_shown()
    {
        var secret = new Secret(Canary);
        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Equal("Holder { Key = *** }", new Holder(secret).ToString());
        Assert.Equal("""{"Key":"***"}""", JsonSerializer.Serialize(new Holder(secret)));
        Assert.Equal("\"***\"", JsonSerializer.Serialize<object>(secret));
        Assert.Equal("""{"***":1}""", JsonSerializer.Serialize(new Dictionary<Secret, int> { [secret] = 1 }));
    }

    [Fact]
    public void A_debugger_shows_the_mask_and_no_field()
    {
        Assert.Equal("***", typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()?.Value);
        Assert.Empty(typeof(Secret).GetProperties());
        var field = Assert.Single(typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic));
        Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State);
    }

    [Fact]
    public void It_is_not_read_from_json() =>
        Assert.DoesNotContain(
            Canary,
            Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Secret>($"\"{Canary}\"")).ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Equal_texts_do_not_make_equal_secrets()
    {
        Assert.NotEqual(new Secret(Canary), new Secret(Canary));
        Assert.NotEqual(new Secret(Canary).GetHashCode(), Canary.GetHashCode(StringComparison.Ordinal));
    }

    [Fact]
    public void It_reveals_its_text_when_asked() => Assert.Equal(Canary, new Secret(Canary).Reveal());

    [Fact]
    public void An_empty_text_is_none() => Assert.Throws<ArgumentException>(() => new Secret(""));

    private sealed record Holder(Secret Key);
}
