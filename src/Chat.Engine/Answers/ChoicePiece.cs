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
    public ChoicePiece With(ChoicePiece next)
    {
        if (next.IsEmpty)
        {
            return this with { Stopped = next.Stopped };
        }

        var calls = Calls.ToList();
        foreach (var call in next.Calls)
        {
            Join(calls, call);
        }

        return new ChoicePiece(
            Content + next.Content,
            Reasoning + next.Reasoning,
            calls,
            [.. Logprobs, .. next.Logprobs],
            next.Stopped
        );
    }

    /// <summary>Adds what is added to a call; more of the last call lengthens its entry.</summary>
    /// <param name="calls">The entries so far.</param>
    /// <param name="next">The next one.</param>
    public static void Join(List<ToolCallDelta> calls, ToolCallDelta next)
    {
        if (calls.Count == 0 || calls[^1].Index != next.Index)
        {
            calls.Add(next);
            return;
        }

        var last = calls[^1];
        calls[^1] = last with
        {
            Function = last.Function is { } function
                ? function with
                {
                    Arguments = function.Arguments + next.Function?.Arguments,
                }
                : null,
            Custom = last.Custom is { } custom ? custom with { Input = custom.Input + next.Custom?.Input } : null,
        };
    }

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
