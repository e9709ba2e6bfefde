namespace Chat.Engine.Models;

/// <summary>A model file that was found: where it is and what is known of it before it is opened.</summary>
public sealed record ModelFile
{
    /// <summary>The reference that finds this file again: <c>local/NAME</c>, or the absolute path.</summary>
    public required string Reference { get; init; }

    /// <summary>The model's name: that of the manifest, or the file name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>The absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>The size in bytes; never 0.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>True when the manifest of the bundled models names this file.</summary>
    public bool IsBundled { get; init; }

    /// <summary>The size in bytes that the file must have; null when none is known.</summary>
    public long? ExpectedSizeBytes { get; init; }

    /// <summary>The SHA-256 that the file must have, 64 lowercase hexadecimal digits; null when none is known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The context window in tokens; null when only the file itself knows.</summary>
    public int? ContextLength { get; init; }

    /// <summary>What the makers recommend for sampling; null when nothing is known.</summary>
    public SamplingDefaults? Sampling { get; init; }
}
