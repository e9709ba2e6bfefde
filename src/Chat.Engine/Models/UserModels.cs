using Chat.Core.Errors;

namespace Chat.Engine.Models;

/// <summary>The GGUF files that the user put into the models folder; folders inside it are not looked at.</summary>
/// <param name="folder">The absolute folder; it need not exist.</param>
internal sealed class UserModels(string folder)
{
    /// <summary>The most files that are listed, or offered for a mistyped name.</summary>
    private const int MaxFiles = 4096;

    /// <summary>Lists the files by name.</summary>
    /// <returns>The absolute paths, at most 4,096; a link that leads nowhere is among them.</returns>
    /// <exception cref="ChatException"><see cref="ChatErrorKind.Permission"/> when the folder may not be read.</exception>
    public IReadOnlyList<string> List()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(folder)
                    .Where(ModelNames.IsModelFile)
                    .Take(MaxFiles)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"The models folder {folder} may not be read.",
                "Give this user the right to read it.",
                error
            );
        }
    }

    /// <summary>Finds a file by its name: first as it is written, then without regard to case.</summary>
    /// <param name="name">The name, with or without its ending.</param>
    /// <returns>The absolute path; null when there is no such file.</returns>
    /// <exception cref="ChatException"><see cref="ChatErrorKind.Permission"/> when the folder may not be read.</exception>
    public string? Find(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('/', '\\'))
        {
            return null;
        }

        var bare = ModelNames.IsModelFile(name) ? ModelNames.Of(name) : name;
        var exact = Path.Combine(folder, bare + ModelNames.Extension);
        return File.Exists(exact) ? exact : List().FirstOrDefault(path => ModelNames.Same(ModelNames.Of(path), bare));
    }
}
