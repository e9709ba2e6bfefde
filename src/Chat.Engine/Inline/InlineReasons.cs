namespace Chat.Engine.Inline;

/// <summary>Why an inline completion brought nothing. The list is closed.</summary>
public static class InlineReasons
{
    /// <summary>The model is not in memory, and was not to be loaded.</summary>
    public const string ModelNotLoaded = "modelNotLoaded";

    /// <summary>There is no text that the model could go on from.</summary>
    public const string EmptyPrefix = "emptyPrefix";

    /// <summary>The model's context window is too small for the prompt and the text to generate.</summary>
    public const string NoRoom = "noRoom";

    /// <summary>The model ended its answer before it wrote anything.</summary>
    public const string StoppedAtOnce = "stoppedAtOnce";

    /// <summary>The model wrote white space only, or began with a new line where the rest of this one was asked for.</summary>
    public const string OnlyWhitespace = "onlyWhitespace";

    /// <summary>The model wrote what stands behind the cursor already.</summary>
    public const string RepeatsSuffix = "repeatsSuffix";

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<string> All { get; } =
    [ModelNotLoaded, EmptyPrefix, NoRoom, StoppedAtOnce, OnlyWhitespace, RepeatsSuffix];

    /// <summary>A reason in one sentence.</summary>
    /// <param name="reason">One of <see cref="All"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of them.</exception>
    public static string Describe(string reason) =>
        reason switch
        {
            ModelNotLoaded => "The model is not loaded.",
            EmptyPrefix => "There is no text before the cursor to go on from.",
            NoRoom => "The model's context window is too small for an inline completion.",
            StoppedAtOnce => "The model had nothing to add.",
            OnlyWhitespace => "The model wrote only white space.",
            RepeatsSuffix => "The model only repeated the text after the cursor.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This is not a reason."),
        };
}
