using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Http.Mistral;

/// <summary>Says a request in Mistral's words.</summary>
internal static class MistralRequests
{
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

    private static ChatMessage Translate(ChatMessage message)
    {
        var said = message.Role == ChatRole.Developer ? message with { Role = ChatRole.System } : message;
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
