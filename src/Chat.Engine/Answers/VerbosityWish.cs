using Chat.Core.Requests;

namespace Chat.Engine.Answers;

/// <summary>Tells a model in plain words how long its answer is to be: no template has a word for it.</summary>
internal static class VerbosityWish
{
    /// <summary>Adds the wish to the system message.</summary>
    /// <param name="messages">The conversation, not empty.</param>
    /// <param name="verbosity">How long the answer is to be.</param>
    /// <returns>The conversation; itself when nothing is wished.</returns>
    public static IReadOnlyList<ChatMessage> Add(IReadOnlyList<ChatMessage> messages, Verbosity verbosity)
    {
        var wish =
            verbosity == Verbosity.Low ? "Keep the answer short."
            : verbosity == Verbosity.High ? "Answer at length and in detail."
            : null;
        if (wish is null)
        {
            return messages;
        }

        var first = messages[0];
        return first.Role.Value is "system" or "developer"
            ? [first with { Content = With(first.Content, wish) }, .. messages.Skip(1)]
            : [ChatMessage.System(wish), .. messages];
    }

    // Parts stay what they are and get one more.
    private static MessageContent With(MessageContent? content, string wish) =>
        content switch
        {
            null => wish,
            { Parts: { } parts } => new MessageContent([
                .. parts,
                new ContentPart { Type = "text", Text = $"\n\n{wish}" },
            ]),
            _ => $"{content}\n\n{wish}",
        };
}
