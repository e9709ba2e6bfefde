namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>completion/inline</c>: text to propose at the cursor of an editor.</summary>
public sealed record InlineParams
{
    /// <summary>The document's address, such as <c>file:///a.cs</c>; a name only, it is not opened.</summary>
    public required string Document { get; init; }

    /// <summary>The editor's name of the language.</summary>
    public required string LanguageId { get; init; }

    /// <summary>The text before the cursor's line, as much as is to be looked at.</summary>
    public required string Prefix { get; init; }

    /// <summary>The cursor's line up to the cursor.</summary>
    public required string LinePrefix { get; init; }

    /// <summary>The text after the cursor, as much as is to be looked at.</summary>
    public required string Suffix { get; init; }

    /// <summary>Text of other places that helps; null for none.</summary>
    public IReadOnlyList<InlineContext>? Context { get; init; }

    /// <summary>The model reference; null for the default.</summary>
    public string? Model { get; init; }

    /// <summary>The most tokens to generate, 1 or more; null for the default.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What set it off: <c>automatic</c> or <c>explicit</c>; null for automatic.</summary>
    public string? Trigger { get; init; }

    /// <summary>How long it may take; null for the defaults.</summary>
    public RequestTimeouts? Timeouts { get; init; }
}
