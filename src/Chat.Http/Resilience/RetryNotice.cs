using Chat.Core.Errors;

namespace Chat.Http.Resilience;

/// <summary>Said before each wait for a retry, so that a door can warn.</summary>
/// <param name="Retry">Which retry comes: 1 for the first.</param>
/// <param name="MaxRetries">The most there may be.</param>
/// <param name="Delay">The wait before it.</param>
/// <param name="Reason">The failure of the attempt before it. Its message holds no secret.</param>
internal sealed record RetryNotice(int Retry, int MaxRetries, TimeSpan Delay, ChatException Reason);
