namespace Chat.Formats.ToolCalls;

/// <summary>
/// Reads an answer while it is written and takes it apart into reasoning, content and tool calls. One reader reads one answer.
/// A text that may become a marker is held back until it is one or is not; nothing is lost: what is not a call after all is content.
/// Only white space next to a marker is dropped. Not safe for use by several threads at once.
/// </summary>
internal abstract class AnswerParser
{
    /// <summary>The most calls of one answer; what follows them is content.</summary>
    public const int MaxCalls = 1024;

    /// <summary>The most characters that are held back while it is not known what they are.</summary>
    public const int MaxHeld = 1024 * 1024;

    /// <summary>True while what is read is reasoning.</summary>
    public abstract bool IsReasoning { get; }

    /// <summary>How many characters of reasoning were given out.</summary>
    public abstract long ReasoningLength { get; }

    /// <summary>How many calls have begun.</summary>
    public abstract int Calls { get; }

    /// <summary>Reads the next piece of the answer.</summary>
    /// <param name="text">The text; it may begin and end anywhere, but not inside a surrogate pair.</param>
    /// <param name="into">What it adds to the answer is put here.</param>
    public abstract void Push(string text, List<AnswerDelta> into);

    /// <summary>Ends the answer: what is held back is given out.</summary>
    /// <param name="cut">
    /// True when the model did not end by itself: an open call then stays as far as it came, and the marks and headers of one that is not known
    /// yet are dropped.
    /// </param>
    /// <param name="into">What it adds to the answer is put here.</param>
    public abstract void Finish(bool cut, List<AnswerDelta> into);
}
