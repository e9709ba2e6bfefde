namespace Chat.Formats.ToolCalls;

/// <summary>What stands around an argument that is written by itself: <c>Start KEY KeyEnd VALUE End</c>.</summary>
/// <param name="Start">Before the key.</param>
/// <param name="KeyEnd">Between key and value; <c>${type}</c> in it stands for a word that says what the value is.</param>
/// <param name="End">After the value; <c>${key}</c> in it stands for the key.</param>
internal sealed record ArgumentMarks(string Start, string KeyEnd, string End)
{
    /// <summary>What stands in <see cref="KeyEnd"/> for the type.</summary>
    public const string TypeHole = "${type}";

    /// <summary>What stands in <see cref="End"/> for the key.</summary>
    public const string KeyHole = "${key}";

    /// <summary>What a reader looks for behind a key: <see cref="KeyEnd"/> up to its first white space or the type.</summary>
    public string KeyEndToken
    {
        get
        {
            var hole = KeyEnd.IndexOf(TypeHole, StringComparison.Ordinal);
            return Token(hole < 0 ? KeyEnd : KeyEnd[..hole]);
        }
    }

    /// <summary>The word for a string, where <see cref="KeyEnd"/> has one.</summary>
    public string TextWord { get; init; } = "string";

    /// <summary>The word for every other value; null for the schema's own, such as <c>number</c>.</summary>
    public string? OtherWord { get; init; }

    /// <summary>What a reader looks for of a mark: the mark up to its first white space, for models change what follows.</summary>
    /// <param name="mark">The mark; white space before it is no part of it, unless it is nothing else.</param>
    public static string Token(string mark)
    {
        var text = mark.AsSpan().Trim();
        var end = text.IndexOfAny(" \n\r\t");
        return text.Length == 0 ? mark : (end < 0 ? text : text[..end]).ToString();
    }
}
