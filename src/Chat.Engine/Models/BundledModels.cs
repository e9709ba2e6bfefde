namespace Chat.Engine.Models;

/// <summary>The models of the manifest.</summary>
/// <param name="folder">The absolute folder of the manifest and the files; null when there is none.</param>
internal sealed class BundledModels(string? folder)
{
    /// <summary>Reads the manifest.</summary>
    /// <returns>Its entries; none when there is no folder.</returns>
    /// <exception cref="Chat.Core.Errors.ChatException">As <see cref="ModelManifest.Read"/>.</exception>
    public IReadOnlyList<ModelManifestEntry> Read() =>
        folder is null ? [] : ModelManifest.Read(Path.Combine(folder, ModelFolders.ManifestName)).Models;

    /// <summary>Finds the entry of a file that was named by its path.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>The entry; null when the manifest does not name this file.</returns>
    /// <exception cref="Chat.Core.Errors.ChatException">As <see cref="ModelManifest.Read"/>, when the file lies in that folder.</exception>
    public ModelManifestEntry? FindByPath(string path)
    {
        if (folder is null || !string.Equals(Path.GetDirectoryName(path), folder, StringComparison.Ordinal))
        {
            return null;
        }

        var file = Path.GetFileName(path);
        return Read().FirstOrDefault(entry => string.Equals(entry.File, file, StringComparison.Ordinal));
    }

    /// <summary>Where the file of an entry lies.</summary>
    /// <param name="entry">An entry that this manifest holds.</param>
    /// <returns>The absolute path.</returns>
    public string PathOf(ModelManifestEntry entry) => Path.Combine(folder!, entry.File);

    /// <summary>Describes the file of an entry.</summary>
    /// <param name="entry">An entry that this manifest holds.</param>
    /// <param name="size">The size in bytes that the file has.</param>
    /// <returns>The description.</returns>
    public ModelFile Describe(ModelManifestEntry entry, long size) =>
        new()
        {
            Reference = ModelNames.LocalPrefix + entry.Name,
            Name = entry.Name,
            Path = PathOf(entry),
            SizeBytes = size,
            IsBundled = true,
            ExpectedSizeBytes = entry.Size,
            Sha256 = entry.Sha256.ToLowerInvariant(),
            ContextLength = entry.ContextLength,
            Sampling = entry.Sampling,
        };
}
