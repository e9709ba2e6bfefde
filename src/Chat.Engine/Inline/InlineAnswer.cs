using Chat.Core.Completions;

namespace Chat.Engine.Inline;

/// <summary>What an inline completion brought: a text to propose, or why there is none.</summary>
public sealed record InlineAnswer
{
    /// <summary>The text to put in at the cursor; empty when there is none. Its line ends are those of the document.</summary>
    public string Text { get; init; } = "";

    /// <summary>How many UTF-16 code units behind the cursor the text takes the place of; 0 when it is only put in.</summary>
    public int ReplacesAfter { get; init; }

    /// <summary>Prompt tokens that were in the cache and not computed.</summary>
    public int Reused { get; init; }

    /// <summary>Prompt tokens computed.</summary>
    public int Computed { get; init; }

    /// <summary>Tokens generated, those that were cut off again included.</summary>
    public int Generated { get; init; }

    /// <summary>Why the model stopped; null when it did not run.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>
    /// True when the model saw the text after the cursor; false when it only went on from the text before, since it has no
    /// fill-in-the-middle tokens, or did not run.
    /// </summary>
    public bool FillsMiddle { get; init; }

    /// <summary>Why <see cref="Text"/> is empty, one of <see cref="InlineReasons"/>; null when it is not.</summary>
    public string? Reason { get; init; }

    /// <summary><see cref="Reason"/> for a person, in a sentence or two; null when there is a text.</summary>
    public string? Explanation =>
        Reason is not { } reason ? null
        : FinishReason is null || FillsMiddle ? InlineReasons.Describe(reason)
        : $"{InlineReasons.Describe(reason)} It cannot fill in the middle of a text, so it saw only what stands before the cursor.";
}
