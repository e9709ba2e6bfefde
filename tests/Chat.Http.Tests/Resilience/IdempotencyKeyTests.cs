using Chat.Core.Errors;
using Chat.Http.Resilience;

namespace Chat.Http.Tests.Resilience;

public sealed class IdempotencyKeyTests
{
    [Fact]
    public void It_is_made_once_and_equal_on_every_attempt()
    {
        var made = 0;
        var key = IdempotencyKey.New(() => $"key-{++made}");
        using var first = new HttpRequestMessage();
        using var second = new HttpRequestMessage();

        key.AddTo(first.Headers);
        key.AddTo(second.Headers);

        Assert.Equal("key-1", Assert.Single(first.Headers.GetValues("Idempotency-Key")));
        Assert.Equal("key-1", Assert.Single(second.Headers.GetValues("Idempotency-Key")));
        Assert.Equal(1, made);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\r\nb")]
    [InlineData("é")]
    public void A_key_that_cannot_be_sent_is_refused(string value) =>
        Assert.Equal(
            ChatErrorKind.InvalidRequest,
            Assert.Throws<ChatException>(() => IdempotencyKey.New(() => value)).Kind
        );
}
