namespace Chat.Testing.FakeModels;

/// <summary>One choice of an answer.</summary>
internal sealed record EchoChoice
{
    /// <summary>Its index.</summary>
    public required int Index { get; init; }

    /// <summary>The tokens of the reasoning: words, each but the first with a blank before it.</summary>
    public IReadOnlyList<string> Reasoning { get; init; } = [];

    /// <summary>The tokens of the text, likewise.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>The name of the tool called; null for none.</summary>
    public string? ToolName { get; init; }

    /// <summary>The arguments of the call, a JSON object.</summary>
    public string ToolArguments { get; init; } = "{}";

    /// <summary>Why it ended, in OpenAI's words.</summary>
    public required string FinishReason { get; init; }

    /// <summary>The stop string that ended it; null for none.</summary>
    public string? StopString { get; init; }

    /// <summary>The id of the tool call.</summary>
    public string ToolId => $"call_{Index}";

    /// <summary>The text.</summary>
    public string Text => string.Concat(Tokens);

    /// <summary>The tokens that count as the answer's.</summary>
    public int TokenCount => Reasoning.Count + (ToolName is null ? Tokens.Count : 1);
}
