namespace Chat.Engine.Inline;

/// <summary>What set an inline completion off.</summary>
public enum InlineTrigger
{
    /// <summary>Typing: a text in the middle of a line is kept to that line.</summary>
    Automatic,

    /// <summary>A person asked for it: it may take several lines wherever the cursor is.</summary>
    Explicit,
}
