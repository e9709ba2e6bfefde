namespace Chat.Engine.Models;

/// <summary>Where model files and what is remembered of them lie. A door reads its settings once and passes this down.</summary>
public sealed record ModelFolders
{
    /// <summary>The name of the file that lists the bundled models.</summary>
    internal const string ManifestName = "manifest.json";

    /// <summary>How many folders above the start <see cref="FindBundled"/> looks at.</summary>
    private const int MaxLevelsUp = 8;

    /// <summary>The folder of the bundled models, with their manifest; null when there is none.</summary>
    public string? Bundled { get; init; }

    /// <summary>The folder of the user's own GGUF files; it need not exist.</summary>
    public required string User { get; init; }

    /// <summary>The folder for what may be lost, such as which files were verified; made when needed.</summary>
    public required string Cache { get; init; }

    /// <summary>
    /// Looks for <c>models/manifest.json</c> in a folder and up to eight folders above it: a build output lies a few levels
    /// below the folder that holds the models, so no build copies them.
    /// </summary>
    /// <param name="startFolder">Where to begin: the folder of the program.</param>
    /// <returns>The folder that holds the manifest; null when there is none.</returns>
    public static string? FindBundled(string startFolder)
    {
        var folder = new DirectoryInfo(startFolder);
        for (var level = 0; level <= MaxLevelsUp && folder is not null; level++, folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "models");
            if (File.Exists(Path.Combine(models, ManifestName)))
            {
                return models;
            }
        }

        return null;
    }
}
