namespace Chat.Formats.Jinja;

/// <summary>The bounds of a template and of its rendering. What passes one ends with a <see cref="JinjaException"/>.</summary>
internal static class JinjaLimits
{
    /// <summary>The most characters of a template's source. The longest known chat templates have about 40,000.</summary>
    public const int MaxTemplateLength = 1024 * 1024;

    /// <summary>How deep expressions and blocks may stand in each other in the source.</summary>
    public const int MaxSourceDepth = 150;

    /// <summary>How deep macros may call each other.</summary>
    public const int MaxCallDepth = 100;

    /// <summary>The most steps of a rendering, about a second's worth. Statements, operations, loop rounds and stretches of text count.</summary>
    public const int MaxSteps = 5_000_000;

    /// <summary>How many characters of text that is made count as one step.</summary>
    public const int CharactersPerStep = 16;

    /// <summary>The most characters of the output.</summary>
    public const int MaxOutputLength = 16 * 1024 * 1024;

    /// <summary>The most characters of a string that a template makes.</summary>
    public const int MaxTextLength = 16 * 1024 * 1024;

    /// <summary>The most items of a list or dictionary that a template makes, of <c>range</c> too, as in Jinja's own sandbox.</summary>
    public const int MaxItems = 100_000;

    /// <summary>How deep lists and dictionaries may stand in each other where they are read from JSON, written or compared.</summary>
    public const int MaxValueDepth = 256;
}
