namespace Chat.Http.Failures;

/// <summary>What could be read out of the body of a failed answer, in whichever family's shape it came. Nothing here is cleaned or redacted yet.</summary>
internal sealed record ErrorFacts
{
    /// <summary>What the body was.</summary>
    public ErrorBodyShape Shape { get; init; }

    /// <summary>The server's words, a page's title, or the raw text; null when there are none.</summary>
    public string? Text { get; init; }

    /// <summary>The error's words for a program: code, type, inner code and status, those that were given.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The request field the server complains of, when it names one.</summary>
    public string? Parameter { get; init; }

    /// <summary>A status of 400 to 599 that the body itself holds.</summary>
    public int? Status { get; init; }

    /// <summary>True when the server says that a moderation filter was behind it (OpenRouter).</summary>
    public bool Flagged { get; init; }

    /// <summary>Whether one of the codes is one of some words; letter case does not matter.</summary>
    /// <param name="words">The words.</param>
    public bool HasCode(IReadOnlySet<string> words) => Codes.Any(words.Contains);

    /// <summary>Whether the text holds one of some phrases; letter case does not matter.</summary>
    /// <param name="phrases">The phrases.</param>
    public bool Says(IEnumerable<string> phrases) =>
        Text is { } text && phrases.Any(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
}
