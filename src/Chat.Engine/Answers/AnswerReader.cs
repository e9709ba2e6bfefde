using Chat.Core.Tools;
using Chat.Engine.Text;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Answers;

/// <summary>
/// Reads the text of one choice into content, reasoning and tool calls. Stop strings are looked for in the content alone: in a call they would
/// leave arguments that are no JSON. Not safe for use by several threads at once.
/// </summary>
/// <param name="parser">Reads the form in which the model writes.</param>
/// <param name="stops">Strings that end the content.</param>
internal sealed class AnswerReader(AnswerParser parser, IReadOnlyList<string> stops)
{
    private readonly StopStringMatcher _matcher = new(stops);
    private readonly List<AnswerDelta> _deltas = [];

    /// <summary>True while the text read last is reasoning.</summary>
    public bool IsReasoning => parser.IsReasoning;

    /// <summary>True once a call has begun that was given out: one behind a stop string was not.</summary>
    public bool HasCalls { get; private set; }

    /// <summary>Reads the next text.</summary>
    /// <param name="text">The text; may be empty, and may be cut anywhere.</param>
    /// <returns>What may be shown of it.</returns>
    /// <exception cref="InvalidOperationException">A stop string was found before.</exception>
    public ChoicePiece Push(string text)
    {
        parser.Push(text, _deltas);
        return Take(isLast: false);
    }

    /// <summary>Ends the text.</summary>
    /// <param name="cut">True when it was cut and not ended by the model: an open call then stays as far as it came.</param>
    /// <returns>What was held back; nothing after a stop string.</returns>
    public ChoicePiece Finish(bool cut)
    {
        if (_matcher.Matched is not null)
        {
            return ChoicePiece.Empty;
        }

        parser.Finish(cut, _deltas);
        return Take(isLast: true);
    }

    private ChoicePiece Take(bool isLast)
    {
        var content = "";
        var reasoning = "";
        List<ToolCallDelta>? calls = null;
        foreach (var delta in _deltas)
        {
            switch (delta.Kind)
            {
                case AnswerDeltaKind.Content:
                    content += _matcher.Push(delta.Text).Text;
                    break;
                case AnswerDeltaKind.Reasoning:
                    reasoning += delta.Text;
                    break;
                default:
                    // What might have begun a stop string comes before the call that followed it.
                    content += _matcher.Flush();
                    Add(calls ??= [], delta);
                    HasCalls = true;
                    break;
            }

            if (_matcher.Matched is not null)
            {
                break;
            }
        }

        _deltas.Clear();
        if (isLast && _matcher.Matched is null)
        {
            content += _matcher.Flush();
        }

        return new ChoicePiece(
            content,
            reasoning,
            calls ?? (IReadOnlyList<ToolCallDelta>)[],
            [],
            _matcher.Matched is not null
        );
    }

    private static void Add(List<ToolCallDelta> calls, AnswerDelta delta)
    {
        var isStart = delta.Kind == AnswerDeltaKind.CallStart;
        var name = isStart ? delta.Text : null;
        var piece = isStart ? "" : delta.Text;
        ChoicePiece.Join(
            calls,
            new ToolCallDelta
            {
                Index = delta.CallIndex,
                Id = delta.CallId,
                Type =
                    !isStart ? null
                    : delta.IsCustom ? "custom"
                    : "function",
                Function = delta.IsCustom ? null : new FunctionCall { Name = name, Arguments = piece },
                Custom = delta.IsCustom ? new CustomToolCall { Name = name, Input = piece } : null,
            }
        );
    }
}
