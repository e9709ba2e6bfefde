using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tools;

namespace Chat.Engine.Answers;

/// <summary>What a choice shows next.</summary>
/// <param name="Content">Text to append to the content; may be empty.</param>
/// <param name="Reasoning">Text to append to the reasoning; may be empty.</param>
/// <param name="Calls">What is added to tool calls.</param>
/// <param name="Logprobs">The log probabilities of the tokens that are now shown; each token once.</param>
/// <param name="Stopped">True when a stop string was found; then nothing follows.</param>
internal readonly record struct ChoicePiece(
    string Content,
    string Reasoning,
    IReadOnlyList<ToolCallDelta> Calls,
    IReadOnlyList<TokenLogprob> Logprobs,
    bool Stopped = false
)
{
    /// <summary>Shows nothing.</summary>
    public static ChoicePiece Empty { get; } = new("", "", [], []);

    /// <summary>True when there is nothing to show.</summary>
    public bool IsEmpty => Content.Length == 0 && Reasoning.Length == 0 && Calls.Count == 0 && Logprobs.Count == 0;

    /// <summary>This piece and the one after it.</summary>
    /// <param name="next">The one after it.</param>
    public ChoicePiece With(ChoicePiece next) =>
        next.IsEmpty
            ? this with
            {
                Stopped = next.Stopped,
            }
            : new ChoicePiece(
                Content + next.Content,
                Reasoning + next.Reasoning,
                [.. Calls, .. next.Calls],
                [.. Logprobs, .. next.Logprobs],
                next.Stopped
            );

    /// <summary>The piece as a delta.</summary>
    /// <param name="isFirst">True for the first of its choice, which names the role and has content, be it empty.</param>
    public ChatDelta ToDelta(bool isFirst) =>
        new()
        {
            Role = isFirst ? ChatRole.Assistant : null,
            Content = Content.Length > 0 || isFirst ? Content : null,
            Reasoning = Reasoning.Length > 0 ? Reasoning : null,
            ToolCalls = Calls.Count > 0 ? Calls : null,
        };
}
