namespace Chat.Testing.Quirks;

/// <summary>The token counts that a correct client reads.</summary>
public sealed record QuirkUsage
{
    /// <summary>Tokens of the prompt.</summary>
    public required int Prompt { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public required int Completion { get; init; }

    /// <summary>The sum as the server says it.</summary>
    public required int Total { get; init; }

    /// <summary>Tokens of the prompt that came from a cache; null when it is not looked at.</summary>
    public int? Cached { get; init; }
}
