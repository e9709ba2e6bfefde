namespace Chat.Formats.Grammars.Regex;

/// <summary>A part of a regular expression. Greedy and lazy, capturing and not make no difference to what is matched and are not kept.</summary>
internal abstract class RegexNode
{
    /// <summary>True when the part can match nothing, its assertions apart.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>True when an assertion is in it.</summary>
    public required bool HasAssertions { get; init; }

    /// <summary>How many parts it is made of; what is used twice counts twice.</summary>
    public required long Size { get; init; }

    /// <summary>Matches the empty text.</summary>
    public static RegexNode Empty { get; } = RegexSequence.Of([]);

    /// <summary>Matches no text.</summary>
    public static RegexNode Never { get; } = new RegexSet(CodePointSet.Empty);

    /// <summary>True for the part that matches the empty text and nothing else.</summary>
    public bool IsEmpty => this is RegexSequence { Parts.Count: 0 };

    /// <summary>True for the part that matches no text.</summary>
    public bool IsNever => this is RegexSet { Characters.IsEmpty: true };
}
