using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Engine.Templates;

/// <summary>Turns a conversation into the prompt format of a model.</summary>
internal interface IChatTemplate
{
    /// <summary>What the user should know about the template in use; null when there is nothing.</summary>
    string? Warning { get; }

    /// <summary>Renders a conversation, ending where the assistant's answer begins.</summary>
    /// <param name="messages">The conversation, oldest first.</param>
    /// <exception cref="ChatException">A message cannot be rendered: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    IReadOnlyList<PromptSegment> Render(IReadOnlyList<ChatMessage> messages);
}
