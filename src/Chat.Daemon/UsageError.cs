using Chat.Core.Errors;

namespace Chat.Daemon;

/// <summary>Failures of the command line itself.</summary>
internal static class UsageError
{
    /// <summary>Makes one.</summary>
    /// <param name="what">One sentence: what is wrong.</param>
    /// <param name="advice">One sentence: what to do.</param>
    public static ChatException Create(string what, string advice) => new(ChatErrorKind.InvalidRequest, what, advice);
}
