namespace Chat.Formats.ToolCalls;

/// <summary>What a template wrote for the conversations of <see cref="CallProbes"/>; null where it refused.</summary>
internal sealed record RenderedProbes
{
    /// <summary>The template's source.</summary>
    public required string Source { get; init; }

    /// <summary>The user's message and the start of the answer.</summary>
    public string? Prompt { get; init; }

    /// <summary>The user's message and a plain answer.</summary>
    public string? Plain { get; init; }

    /// <summary>The user's message and an answer with one call.</summary>
    public string? OneCall { get; init; }

    /// <summary>The user's message and an answer with two calls.</summary>
    public string? TwoCalls { get; init; }

    /// <summary>The user's message and an answer with reasoning.</summary>
    public string? Reasoned { get; init; }

    /// <summary>Texts that end a turn: the model's end tokens.</summary>
    public IReadOnlyList<string> EndTexts { get; init; } = [];
}
