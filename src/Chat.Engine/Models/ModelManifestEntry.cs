namespace Chat.Engine.Models;

/// <summary>One model of the manifest.</summary>
internal sealed record ModelManifestEntry
{
    /// <summary>The model's name in the profile <c>local</c>; unique in the manifest.</summary>
    public required string Name { get; init; }

    /// <summary>The file's name, in the folder of the manifest.</summary>
    public required string File { get; init; }

    /// <summary>The file's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The file's SHA-256, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The context window in tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>What the makers recommend for sampling; null when they recommend nothing.</summary>
    public SamplingDefaults? Sampling { get; init; }

    /// <summary>Finds the first value that cannot be right.</summary>
    /// <returns>What is wrong with which key; null when nothing is.</returns>
    public string? FindFault()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Contains('/', StringComparison.Ordinal))
        {
            return "'name' must be a word without a slash";
        }

        if (string.IsNullOrWhiteSpace(File) || File is "." or ".." || File.AsSpan().ContainsAny('/', '\\', '\0'))
        {
            return $"'file' of {Name} must be a file name without a folder";
        }

        if (Size <= 0)
        {
            return $"'size' of {Name} must be above 0";
        }

        if (Sha256.Length != 64 || !Sha256.All(char.IsAsciiHexDigit))
        {
            return $"'sha256' of {Name} must be 64 hexadecimal digits";
        }

        if (ContextLength <= 0)
        {
            return $"'contextLength' of {Name} must be above 0";
        }

        return Sampling?.FindFault() is { } fault ? $"'{fault.Field}' of {Name} must be {fault.Range}" : null;
    }
}
