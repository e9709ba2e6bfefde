namespace Chat.Rpc.Protocol;

/// <summary>A profile, without its secrets.</summary>
public sealed record ProfileSummary
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of server, such as <c>openai</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The base address; null for models that run here.</summary>
    public string? Url { get; init; }

    /// <summary>The model when a reference names none; null when there is none.</summary>
    public string? Model { get; init; }

    /// <summary>Where the key is kept, such as <c>env:OPENAI_API_KEY</c>; null for none. Never the key.</summary>
    public string? KeySource { get; init; }

    /// <summary>True for the default profile.</summary>
    public bool IsDefault { get; init; }
}
