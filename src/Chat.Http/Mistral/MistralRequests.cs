using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Http.Mistral;

/// <summary>Says a request in Mistral's words.</summary>
internal static class MistralRequests
{
    private const int IdLength = 9;

    /// <summary>The same request with Mistral's names. What has no name there is left to <see cref="MistralFields"/>.</summary>
    /// <param name="request">The request.</param>
    public static ChatCompletionRequest Translate(ChatCompletionRequest request) =>
        request with
        {
            Messages = [.. request.Messages.Select(Translate)],
            RandomSeed = request.RandomSeed ?? request.Seed,
            MaxTokens = request.TokenLimit,
            MaxCompletionTokens = null,
            ToolChoice = request.ToolChoice?.Mode is "required" ? new ToolChoice("any") : request.ToolChoice,
        };

    /// <summary>
    /// The id of a call as Mistral takes it: nine ASCII letters or digits. Any other, such as that of another server or of the accumulator,
    /// becomes nine hex digits of its SHA-256, the same each time, so that call and result still name one another.
    /// </summary>
    /// <param name="id">The id; null stays null.</param>
    public static string? CallId(string? id) =>
        id is null || (id.Length == IdLength && id.All(char.IsAsciiLetterOrDigit))
            ? id
            : Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan())))[..IdLength];

    private static ChatMessage Translate(ChatMessage message)
    {
        var said = message with
        {
            Role = message.Role == ChatRole.Developer ? ChatRole.System : message.Role,
            ToolCallId = CallId(message.ToolCallId),
            ToolCalls = message.ToolCalls is { } calls
                ? [.. calls.Select(call => call with { Id = CallId(call.Id) })]
                : null,
        };
        // Reasoning goes back as it came there: as a thinking part of the content.
        return said is { ReasoningName: not null, Reasoning: { Length: > 0 } reasoning }
            ? said with
            {
                Reasoning = null,
                Content = new MessageContent([Thinking(reasoning), .. Parts(said.Content)]),
            }
            : said;
    }

    private static ContentPart Thinking(string reasoning) =>
        new() { Type = "thinking", Thinking = [ContentPart.FromText(reasoning)] };

    private static IEnumerable<ContentPart> Parts(MessageContent? content) =>
        content?.Parts ?? (content?.Text is { Length: > 0 } text ? [ContentPart.FromText(text)] : []);
}
