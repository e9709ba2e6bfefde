namespace Chat.Core.Backends;

/// <summary>A model that a backend offers.</summary>
public sealed record ModelDescription
{
    /// <summary>The model reference, such as <c>local/smollm2-135m-instruct</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The model's name inside its profile.</summary>
    public required string Name { get; init; }

    /// <summary>The context window in tokens; null when not known.</summary>
    public int? ContextLength { get; init; }

    /// <summary>The size of the model file in bytes; null when not known.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>True when the model is in memory and ready.</summary>
    public bool Loaded { get; init; }
}
