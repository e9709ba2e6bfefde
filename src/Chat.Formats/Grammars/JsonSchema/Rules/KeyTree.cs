using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>Names as a tree of their characters.</summary>
internal sealed class KeyTree
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxLength = 1000;

    private readonly OrderedDictionary<int, KeyTree> _next = [];

    /// <summary>True when a name ends here.</summary>
    public bool IsName { get; private set; }

    /// <summary>True when no name goes on from here and none ends here but at the end.</summary>
    public bool IsEmpty => _next.Count == 0;

    /// <summary>What follows, by code point.</summary>
    public OrderedDictionary<int, KeyTree> Next => _next;

    /// <summary>Adds a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="Core.Errors.ChatException">It is longer than <see cref="MaxLength"/>.</exception>
    public void Add(string name)
    {
        if (name.Length > MaxLength)
        {
            throw SchemaErrors.TooMuch(JsonPointer.Root, $"a name longer than {MaxLength} characters");
        }

        var tree = this;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!tree._next.TryGetValue(rune.Value, out var next))
            {
                tree._next[rune.Value] = next = new KeyTree();
            }

            tree = next;
        }

        tree.IsName = true;
    }
}
