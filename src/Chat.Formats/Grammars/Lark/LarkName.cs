namespace Chat.Formats.Grammars.Lark;

/// <summary>A rule or a terminal by its name.</summary>
/// <param name="name">The name.</param>
/// <param name="place">Where it stands.</param>
internal sealed class LarkName(string name, LarkPlace place) : LarkNode(place)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>True for a terminal: its name is in upper case.</summary>
    public bool IsTerminal => Name.TrimStart('_') is [>= 'A' and <= 'Z', ..];
}
