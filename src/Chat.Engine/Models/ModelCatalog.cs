using Chat.Core.Errors;

namespace Chat.Engine.Models;

/// <summary>
/// Turns model references into files: the bundled models, the GGUF files of the user's folder by name, and any GGUF file by path.
/// A name of the manifest comes before a user's file of the same name, which its path still finds. Nothing is kept between calls.
/// </summary>
/// <param name="folders">Where to look.</param>
public sealed class ModelCatalog(ModelFolders folders)
{
    /// <summary>The profile of models that run in this program.</summary>
    public const string LocalProfile = "local";

    /// <summary>The model that answers when none is named.</summary>
    public const string DefaultReference = $"{LocalProfile}/smollm2-135m-instruct";

    /// <summary>The most files of the user's folder that are listed, or offered for a mistyped name.</summary>
    private const int MaxUserFiles = 4096;

    /// <summary>The longest reference, in characters.</summary>
    private const int MaxReferenceLength = 4096;

    private const string LocalPrefix = $"{LocalProfile}/";
    private const string Extension = ".gguf";

    /// <summary>Finds the file of a model reference.</summary>
    /// <param name="reference">
    /// <c>local/NAME</c>, <c>NAME</c>, or a path that ends in <c>.gguf</c>, relative to the current folder or absolute;
    /// null for <see cref="DefaultReference"/>.
    /// </param>
    /// <returns>The file; it is there, holds something and may be read. What it holds is not looked at yet.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.InvalidRequest"/> for an empty or impossible reference, <see cref="ChatErrorKind.NotFound"/> when
    /// there is no such profile, model or file, <see cref="ChatErrorKind.ModelInvalid"/> for a folder, an empty file or a malformed
    /// manifest, <see cref="ChatErrorKind.Permission"/> when a file may not be read.
    /// </exception>
    public ModelFile Resolve(string? reference)
    {
        var wanted = reference ?? DefaultReference;
        CheckForm(wanted);
        if (wanted.StartsWith(LocalPrefix, StringComparison.Ordinal))
        {
            return ResolveName(wanted[LocalPrefix.Length..]);
        }

        if (wanted.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            return ResolvePath(Path.GetFullPath(wanted));
        }

        return wanted.IndexOfAny(['/', '\\']) < 0 ? ResolveName(wanted) : throw NoProfile(wanted);
    }

    /// <summary>Lists the models that have a name: the bundled ones, then those of the user's folder by name.</summary>
    /// <returns>The models whose files are there and hold something; at most 4,096 of the user's.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.ModelInvalid"/> for a malformed manifest, <see cref="ChatErrorKind.Permission"/> when the manifest
    /// or the user's folder may not be read.
    /// </exception>
    public IReadOnlyList<ModelFile> List()
    {
        var manifest = ReadManifest();
        var bundled = manifest
            .Select(entry => (entry, file: new FileInfo(BundledPath(entry))))
            .Where(pair => pair.file is { Exists: true, Length: > 0 })
            .Select(pair => Describe(pair.entry, pair.file.Length));
        var own = ListUserFiles()
            .Where(file => file.Length > 0 && manifest.All(entry => !SameName(entry.Name, NameOf(file.Name))))
            .Select(file => DescribeOwn(file.FullName, file.Length));
        return [.. bundled, .. own];
    }

    private static void CheckForm(string reference)
    {
        if (string.IsNullOrWhiteSpace(reference))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The model reference is empty.",
                $"Leave it out for {DefaultReference}, or name a model."
            );
        }

        if (reference.Length > MaxReferenceLength || reference.Any(char.IsControl))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The model reference is not a name or path: it has control characters or more than {MaxReferenceLength} characters.",
                "Name a model as local/NAME, or give the path of a .gguf file."
            );
        }
    }

    private ModelFile ResolveName(string name)
    {
        var manifest = ReadManifest();
        if (manifest.FirstOrDefault(entry => SameName(entry.Name, name)) is { } bundled)
        {
            return Describe(bundled, ModelFileAccess.Inspect(BundledPath(bundled)));
        }

        if (FindUserFile(name) is { } path)
        {
            return DescribeOwn(path, ModelFileAccess.Inspect(path));
        }

        throw NoModel(name, manifest);
    }

    private ModelFile ResolvePath(string path)
    {
        var size = ModelFileAccess.Inspect(path);
        if (
            folders.Bundled is not null
            && string.Equals(Path.GetDirectoryName(path), Path.GetFullPath(folders.Bundled), StringComparison.Ordinal)
        )
        {
            var file = Path.GetFileName(path);
            if (
                ReadManifest().FirstOrDefault(entry => string.Equals(entry.File, file, StringComparison.Ordinal)) is
                { } bundled
            )
            {
                return Describe(bundled, size);
            }
        }

        return new ModelFile
        {
            Reference = path,
            Name = NameOf(path),
            Path = path,
            SizeBytes = size,
        };
    }

    private string? FindUserFile(string name)
    {
        if (name.AsSpan().ContainsAny('/', '\\') || name is "" or "." or "..")
        {
            return null;
        }

        var bare = name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? NameOf(name) : name;
        var exact = Path.GetFullPath(Path.Combine(folders.User, bare + Extension));
        return File.Exists(exact)
            ? exact
            : ListUserFiles().FirstOrDefault(file => SameName(NameOf(file.Name), bare))?.FullName;
    }

    private IReadOnlyList<FileInfo> ListUserFiles()
    {
        var folder = new DirectoryInfo(folders.User);
        if (!folder.Exists)
        {
            return [];
        }

        try
        {
            return
            [
                .. folder
                    .EnumerateFiles()
                    .Where(file => file.Exists && SameName(file.Extension, Extension))
                    .Take(MaxUserFiles)
                    .OrderBy(file => file.Name, StringComparer.Ordinal),
            ];
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ChatException(
                ChatErrorKind.Permission,
                $"The models folder {folder.FullName} may not be read.",
                "Give this user the right to read it.",
                error
            );
        }
    }

    private IReadOnlyList<ModelManifestEntry> ReadManifest() =>
        folders.Bundled is null
            ? []
            : ModelManifest.Read(Path.Combine(folders.Bundled, ModelFolders.ManifestName)).Models;

    private string BundledPath(ModelManifestEntry entry) =>
        Path.GetFullPath(Path.Combine(folders.Bundled!, entry.File));

    private ModelFile Describe(ModelManifestEntry entry, long size) =>
        new()
        {
            Reference = LocalPrefix + entry.Name,
            Name = entry.Name,
            Path = BundledPath(entry),
            SizeBytes = size,
            IsBundled = true,
            ExpectedSizeBytes = entry.Size,
            Sha256 = entry.Sha256.ToLowerInvariant(),
            ContextLength = entry.ContextLength,
            Sampling = entry.Sampling,
        };

    private static ModelFile DescribeOwn(string path, long size) =>
        new()
        {
            Reference = LocalPrefix + NameOf(path),
            Name = NameOf(path),
            Path = path,
            SizeBytes = size,
        };

    private ChatException NoModel(string name, IReadOnlyList<ModelManifestEntry> manifest)
    {
        if (folders.Bundled is null && SameName(LocalPrefix + name, DefaultReference))
        {
            return new ChatException(
                ChatErrorKind.NotFound,
                "The bundled model is not here: there is no models folder beside the program or above it.",
                $"Name a {Extension} file as the model, or run the program from where it was built."
            );
        }

        List<string> names =
        [
            .. manifest.Select(entry => entry.Name),
            .. ListUserFiles().Select(file => NameOf(file.Name)),
        ];
        var near = NearestNames.Find(name, names);
        var offers = string.Join(" or ", near.Select(offer => LocalPrefix + offer));
        var advice =
            near.Count > 0 ? $"Did you mean {offers}?"
            : names.Count > 0
                ? $"Name a model that is here, such as {LocalPrefix}{names[0]}, or the path of a .gguf file."
            : $"Put a .gguf file into {folders.User}, or name one by its path.";
        return new ChatException(ChatErrorKind.NotFound, $"There is no local model '{name}'.", advice);
    }

    private static ChatException NoProfile(string reference)
    {
        var isPath =
            Path.IsPathRooted(reference)
            || reference[0] is '.' or '~'
            || reference.Contains('\\', StringComparison.Ordinal);
        return isPath
            ? new ChatException(
                ChatErrorKind.NotFound,
                $"{reference} does not name a model file: the name of one ends in {Extension}.",
                $"Name a {Extension} file."
            )
            : new ChatException(
                ChatErrorKind.NotFound,
                $"There is no profile '{reference[..reference.IndexOf('/', StringComparison.Ordinal)]}': only '{LocalProfile}' exists so far.",
                $"Name a model as {LocalPrefix}NAME, or give the path of a {Extension} file."
            );
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool SameName(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
