namespace Chat.Engine.Inline;

/// <summary>The texts of a request as a prompt has them: line ends are <c>\n</c>, and the names are short.</summary>
internal sealed record InlineText
{
    // Bounds what a path of any length adds to the prompt.
    private const int MostNameCharacters = 64;

    /// <summary>The document's name and those of the folders nearest to it.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the folder it is in.</summary>
    public required string Project { get; init; }

    /// <summary>The text before the cursor's line; ends with a line end unless it is empty.</summary>
    public required string Prefix { get; init; }

    /// <summary>The cursor's line up to the cursor.</summary>
    public required string LinePrefix { get; init; }

    /// <summary>The text after the cursor.</summary>
    public required string Suffix { get; init; }

    /// <summary>Other texts.</summary>
    public required IReadOnlyList<InlineFile> Context { get; init; }

    /// <summary>The line end of the document.</summary>
    public required string LineEnd { get; init; }

    /// <summary>The rest of the cursor's line, without its end.</summary>
    public string RestOfLine => Suffix.IndexOf('\n') is var end and >= 0 ? Suffix[..end] : Suffix;

    /// <summary>True when there is no text at all before the cursor.</summary>
    public bool HasNoPrefix => string.IsNullOrWhiteSpace(Prefix) && string.IsNullOrWhiteSpace(LinePrefix);

    /// <summary>Reads a request. What of the two prefixes belongs to the cursor's line is found anew.</summary>
    /// <param name="request">The request.</param>
    public static InlineText Of(InlineRequest request)
    {
        var before = Normal(request.Prefix + request.LinePrefix);
        var split = before.LastIndexOf('\n') + 1;
        var names = Names(request.Document);
        return new InlineText
        {
            Name = Short(string.Join('/', names.TakeLast(3)), "untitled"),
            Project = Short(names.Length > 1 ? names[^2] : "", "project"),
            Prefix = before[..split],
            LinePrefix = before[split..],
            Suffix = Normal(request.Suffix),
            Context =
            [
                .. request
                    .Context.Where(file => !string.IsNullOrWhiteSpace(file.Text))
                    .Select(file => new InlineFile(
                        Short(string.Join('/', Names(file.Path).TakeLast(3)), "untitled"),
                        Normal(file.Text)
                    )),
            ],
            LineEnd = UsesCrLf(request) ? "\r\n" : "\n",
        };
    }

    // The editor's own texts have one kind of line end throughout: the first one tells.
    private static bool UsesCrLf(InlineRequest request)
    {
        var text = request.Prefix.Contains('\n', StringComparison.Ordinal) ? request.Prefix : request.Suffix;
        return text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0 && text[end - 1] == '\r';
    }

    private static string Normal(string text) =>
        text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;

    private static string[] Names(string address)
    {
        var path = address.Split("://", 2)[^1];
        return Uri.UnescapeDataString(path)
            .Split(['/', '\\', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Short(string name, string otherwise)
    {
        var start = Math.Max(0, name.Length - MostNameCharacters);
        start += start > 0 && char.IsLowSurrogate(name[start]) ? 1 : 0;
        return name.Length == 0 ? otherwise : name[start..];
    }
}
