using Chat.Core.Completions;
using Chat.Core.Errors;

namespace Chat.Core.Tests.Errors;

public sealed class ChatExceptionTests
{
    [Fact]
    public void It_carries_what_happened_and_what_to_do()
    {
        var cause = new InvalidOperationException("cause");
        var partial = new ChatCompletion
        {
            Id = "i",
            Model = "m",
            Choices = [],
        };
        var error = new ChatException(ChatErrorKind.RateLimited, "Too many requests.", "Wait a minute.", cause)
        {
            IsRetryable = true,
            HttpStatus = 429,
            RequestId = "r",
            Partial = partial,
        };

        Assert.Equal(ChatErrorKind.RateLimited, error.Kind);
        Assert.Equal("Too many requests.", error.Message);
        Assert.Equal("Wait a minute.", error.Advice);
        Assert.Same(cause, error.InnerException);
        Assert.True(error.IsRetryable);
        Assert.Equal(429, error.HttpStatus);
        Assert.Equal("r", error.RequestId);
        Assert.Same(partial, error.Partial);
    }

    [Fact]
    public void What_is_not_known_is_left_empty()
    {
        var error = new ChatException(ChatErrorKind.Tls, "No.", "Do.");

        Assert.Null(error.InnerException);
        Assert.False(error.IsRetryable);
        Assert.Null(error.HttpStatus);
        Assert.Null(error.RequestId);
        Assert.Null(error.Partial);
    }
}
