namespace Chat.Engine.Models;

/// <summary>How model names and references are written.</summary>
internal static class ModelNames
{
    /// <summary>What a reference to a named local model begins with.</summary>
    public const string LocalPrefix = $"{ModelCatalog.LocalProfile}/";

    /// <summary>What the name of a model file ends in; case does not count.</summary>
    public const string Extension = ".gguf";

    /// <summary>The name by which a file is called.</summary>
    /// <param name="path">The file name or path.</param>
    /// <returns>Its name without folder and ending.</returns>
    public static string Of(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>Tells whether two names mean the same model: case does not count.</summary>
    /// <param name="left">A name.</param>
    /// <param name="right">Another name.</param>
    /// <returns>True when they do.</returns>
    public static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells whether a file name or path ends as that of a model file does.</summary>
    /// <param name="path">The file name or path.</param>
    /// <returns>True when it does.</returns>
    public static bool IsModelFile(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
}
