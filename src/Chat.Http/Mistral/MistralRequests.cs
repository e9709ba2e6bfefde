using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Http.Mistral;

/// <summary>Says a request in Mistral's words.</summary>
internal static class MistralRequests
{
    /// <summary>The same request with Mistral's names. Fields that only ask for what Mistral does anyway are left out.</summary>
    /// <param name="request">The request.</param>
    public static ChatCompletionRequest Translate(ChatCompletionRequest request) =>
        request with
        {
            Messages = [.. request.Messages.Select(Translate)],
            RandomSeed = request.RandomSeed ?? request.Seed,
            Seed = null,
            MaxTokens = request.TokenLimit,
            MaxCompletionTokens = null,
            // Usage always comes, and the field is refused.
            StreamOptions = null,
            ToolChoice = request.ToolChoice?.Mode is "required" ? new ToolChoice("any") : request.ToolChoice,
            // These ask for the default where they have not been refused before.
            Store = null,
            ServiceTier = null,
            Modalities = null,
            Logprobs = request.Logprobs == true ? true : null,
        };

    private static ChatMessage Translate(ChatMessage message)
    {
        var said = message.Role == ChatRole.Developer ? message with { Role = ChatRole.System } : message;
        said = said with { Refusal = null, Annotations = null };
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
