using System.Text.Json.Nodes;

namespace Chat.Testing.FakeModels;

/// <summary>What the echo model needs to know of a request, whichever API it came by.</summary>
internal sealed record EchoRequest
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The text of the last message.</summary>
    public required string Text { get; init; }

    /// <summary>The words of all messages.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>True for a stream.</summary>
    public bool IsStream { get; init; }

    /// <summary>True when the stream's usage was asked for.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>The number of choices.</summary>
    public int N { get; init; } = 1;

    /// <summary>The most tokens of a choice; null for no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The stop strings.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>The alternatives to report for each token; null for no log probabilities.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>The names of the tools.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The name of a tool that must be called; null when the model chooses.</summary>
    public string? RequiredTool { get; init; }

    /// <summary>True when the answer must be a JSON object.</summary>
    public bool WantsJson { get; init; }

    /// <summary>The schema of that object; null for any.</summary>
    public JsonNode? Schema { get; init; }
}
