using System.Net.Http.Headers;
using Chat.Core.Errors;
using Chat.Http.Connections;

namespace Chat.Http.Tests.Connections;

public sealed class SafeHeadersTests
{
    private const string Canary = "sk-canary";

    public static TheoryData<string> Broken() =>
        [
            $"{Canary}\r\nX-Forged: 1",
            $"{Canary}\n",
            $"{Canary}\r",
            $"{Canary}\n X-Folded: 1",
            $"\r\n{Canary}",
            $"{Canary}\0",
            $"{Canary}\u0001",
            $"{Canary}\u007f",
            $"{Canary}\t",
            $"{Canary}\u0085",
            $"{Canary}\u2028",
            $"{Canary}é",
            $"{Canary}\u010d\u010a",
            $"{Canary}\ud800",
            $"{Canary}\U0001f600",
            Canary + new string('x', SafeHeaders.MaxLength),
        ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_key_is_refused_without_showing_it(string key)
    {
        using var request = new HttpRequestMessage();
        Action[] doors =
        [
            () => SafeHeaders.AddBearer(request.Headers, key),
            () => SafeHeaders.AddKey(request.Headers, "api-key", key),
            () => SafeHeaders.CheckKey(key),
        ];
        foreach (var door in doors)
        {
            var failure = Assert.Throws<ChatException>(door);
            Assert.Equal(ChatErrorKind.Authentication, failure.Kind);
            Assert.Contains("API key", failure.Message);
            Assert.DoesNotContain(Canary, failure.ToString());
        }

        Assert.Empty(request.Headers);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_value_of_any_header_is_refused_without_showing_it(string value)
    {
        using var request = new HttpRequestMessage();
        foreach (var name in (string[])["OpenAI-Organization", "X-Own", "User-Agent", "Accept", "Authorization"])
        {
            var failure = Assert.Throws<ChatException>(() => SafeHeaders.Add(request.Headers, name, value));
            Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
            Assert.Contains(name, failure.Message);
            Assert.DoesNotContain(Canary, failure.ToString());
        }

        Assert.Empty(request.Headers);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" sk")]
    [InlineData("sk ")]
    [InlineData("sk one")]
    public void A_key_that_is_empty_or_holds_a_space_is_refused(string key) =>
        Assert.Equal(ChatErrorKind.Authentication, Assert.Throws<ChatException>(() => SafeHeaders.CheckKey(key)).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("X Own")]
    [InlineData("X-Own:")]
    [InlineData("X-Own\r\nX-Forged")]
    [InlineData("X-Öwn")]
    [InlineData("Transfer-Encoding")]
    [InlineData("content-length")]
    [InlineData("Connection")]
    [InlineData("Content-Type")]
    public void A_name_that_cannot_be_set_is_refused(string name)
    {
        using var request = new HttpRequestMessage();

        var failure = Assert.Throws<ChatException>(() => SafeHeaders.Add(request.Headers, name, Canary));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.DoesNotContain(Canary, failure.ToString());
        Assert.Empty(request.Headers);
    }

    [Fact]
    public void A_value_without_its_headers_form_is_refused_without_showing_it()
    {
        using var request = new HttpRequestMessage();

        var failure = Assert.Throws<ChatException>(() =>
            SafeHeaders.Add(request.Headers, "Date", $"not a date {Canary}")
        );

        Assert.Contains("Date", failure.Message);
        Assert.DoesNotContain(Canary, failure.ToString());
    }

    [Fact]
    public void Good_headers_are_added_as_they_are()
    {
        using var request = new HttpRequestMessage();

        SafeHeaders.AddBearer(request.Headers, "sk-~!#$%&'()*+,-./:;<=>?@[]^_`{|}");
        SafeHeaders.AddKey(request.Headers, "api-key", "abc==");
        SafeHeaders.Add(request.Headers, "X-Title", "A title, with spaces");
        SafeHeaders.Add(request.Headers, "X-Empty", "");

        Assert.Equal(
            new AuthenticationHeaderValue("Bearer", "sk-~!#$%&'()*+,-./:;<=>?@[]^_`{|}"),
            request.Headers.Authorization
        );
        Assert.Equal(["abc=="], request.Headers.GetValues("api-key"));
        Assert.Equal(["A title, with spaces"], request.Headers.GetValues("X-Title"));
        Assert.Equal([""], request.Headers.GetValues("X-Empty"));
    }
}
