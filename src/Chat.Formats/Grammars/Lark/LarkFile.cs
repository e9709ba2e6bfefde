namespace Chat.Formats.Grammars.Lark;

/// <summary>What a Lark grammar's text defines.</summary>
internal sealed class LarkFile
{
    /// <summary>The rules and terminals by their names, in the text's order.</summary>
    public OrderedDictionary<string, LarkNode> Definitions { get; } = new(StringComparer.Ordinal);

    /// <summary>What may stand between any two words and is ignored there.</summary>
    public List<LarkNode> Ignored { get; } = [];
}
