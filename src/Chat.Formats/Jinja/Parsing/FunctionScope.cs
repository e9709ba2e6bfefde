namespace Chat.Formats.Jinja.Parsing;

/// <summary>A macro, or the template itself, while it is parsed: hands out the places of its frame.</summary>
/// <param name="isMacro">True for a macro or a call block's body.</param>
internal sealed class FunctionScope(bool isMacro)
{
    /// <summary>True for a macro or a call block's body.</summary>
    public bool IsMacro { get; } = isMacro;

    /// <summary>How many places there are so far.</summary>
    public int Size { get; private set; }

    /// <summary>How many loops stand around the place that is parsed.</summary>
    public int Loops { get; set; }

    /// <summary>Hands out a place.</summary>
    public int NewSlot() => Size++;
}
