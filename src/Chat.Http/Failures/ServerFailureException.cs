using Chat.Core.Errors;
using Chat.Http.Resilience;

namespace Chat.Http.Failures;

/// <summary>
/// A server's refusal on its way to the retry policy, which needs what the headers said. It never leaves this assembly:
/// <see cref="RetryPolicy"/> throws <see cref="Failure"/> in its place.
/// </summary>
/// <param name="failure">The failure as the caller will see it.</param>
/// <param name="advice">What the headers said about trying again.</param>
internal sealed class ServerFailureException(ChatException failure, RetryAdvice advice)
    : Exception(failure.Message, failure)
{
    /// <summary>The failure as the caller will see it.</summary>
    public ChatException Failure { get; } = failure;

    /// <summary>What the headers said about trying again.</summary>
    public RetryAdvice Advice { get; } = advice;
}
