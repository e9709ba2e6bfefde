using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Engine;

/// <summary>What the embedded engine does with each request field, and the warnings and refusals that follow from it.</summary>
internal static class EngineFields
{
    /// <summary>The engine's column of the table.</summary>
    public static BackendCapabilities Capabilities { get; } = CapabilityTable.For("embedded");

    /// <summary>Goes through the fields of a request, its messages included, that the engine does not honour.</summary>
    /// <param name="request">The request.</param>
    /// <returns>A warning for each field that changes nothing, once for each name.</returns>
    /// <exception cref="ChatException">A field is refused: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static IReadOnlyList<string> Check(ChatCompletionRequest request) =>
        CapabilityReport.Examine(
            request with
            {
                Messages = [.. request.Messages.Select(WithoutSaidRefusal)],
            },
            Capabilities
        );

    // A refusal is what the assistant said where there is no content, and then it reaches the prompt.
    private static ChatMessage WithoutSaidRefusal(ChatMessage message) =>
        message.Content is null ? message with { Refusal = null } : message;
}
