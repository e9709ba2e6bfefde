namespace Chat.Formats.ToolCalls;

/// <summary>Reads an answer that is made of parts, each with a header that says for whom it is.</summary>
/// <param name="tools">The tools that may be called, by name.</param>
/// <param name="ids">Where ids of calls come from.</param>
internal abstract class HeadedAnswerParser(IReadOnlyDictionary<string, OfferedTool> tools, CallIds ids) : AnswerParser
{
    /// <inheritdoc/>
    public override int Calls => Output.Count;

    /// <summary>What is not read yet.</summary>
    protected HeldText Held { get; } = new();

    /// <summary>Where calls go.</summary>
    protected CallOutput Output { get; } = new(tools, ids);

    /// <summary>True once the answer is over and was not ended by the model.</summary>
    protected bool IsCut { get; private set; }

    /// <inheritdoc/>
    public override void Push(string text, List<AnswerDelta> into)
    {
        Held.Append(text);
        Run(isLast: false, into);
    }

    /// <inheritdoc/>
    public override void Finish(bool cut, List<AnswerDelta> into)
    {
        IsCut = cut;
        Run(isLast: true, into);
        if (!cut && Output.Tool is not null)
        {
            Output.End();
        }
    }

    /// <summary>Reads a header, or what it can of the text behind one.</summary>
    /// <param name="isLast">True when no more text comes.</param>
    /// <param name="into">What it adds to the answer is put here.</param>
    /// <returns>False when more text is needed.</returns>
    protected abstract bool ReadNext(bool isLast, List<AnswerDelta> into);

    private void Run(bool isLast, List<AnswerDelta> into)
    {
        Output.Into = into;
        var more = true;
        while (more && Held.Length > 0)
        {
            more = ReadNext(isLast, into);
        }

        if (Output.Tool is not null)
        {
            Output.Flush();
        }
    }
}
