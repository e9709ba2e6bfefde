using Chat.Core.Requests;

namespace Chat.Core.Backends;

/// <summary>Temporary.</summary>
public static class CapabilityReport
{
    /// <summary>Temporary.</summary>
    public static IReadOnlyList<string> Examine(ChatCompletionRequest r, BackendCapabilities c, string n) => [];
}
