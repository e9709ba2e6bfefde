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

    private readonly BundledModels _bundled = new(folders.Bundled is { } folder ? Path.GetFullPath(folder) : null);
    private readonly UserModels _own = new(Path.GetFullPath(folders.User));

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
        ModelReferenceFaults.CheckForm(wanted);
        if (wanted.StartsWith(ModelNames.LocalPrefix, StringComparison.Ordinal))
        {
            return ResolveName(wanted[ModelNames.LocalPrefix.Length..]);
        }

        if (ModelNames.IsModelFile(wanted))
        {
            return ResolvePath(Path.GetFullPath(wanted));
        }

        var slash = wanted.IndexOf('/', StringComparison.Ordinal);
        if (LooksLikePath(wanted))
        {
            throw ModelReferenceFaults.NotAModelPath(wanted);
        }

        return slash < 0 ? ResolveName(wanted) : throw ModelReferenceFaults.UnknownProfile(wanted[..slash]);
    }

    /// <summary>Lists the models that have a name: the bundled ones, then those of the user's folder by name.</summary>
    /// <returns>The models whose files are there and hold something; at most 4,096 of the user's.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.ModelInvalid"/> for a malformed manifest, <see cref="ChatErrorKind.Permission"/> when the manifest
    /// or the user's folder may not be read.
    /// </exception>
    public IReadOnlyList<ModelFile> List()
    {
        var manifest = _bundled.Read();
        var bundled = manifest.Select(entry =>
            _bundled.Describe(entry, ModelFileAccess.SizeOrZero(_bundled.PathOf(entry)))
        );
        var own = _own.List()
            .Where(path => !manifest.Any(entry => ModelNames.Same(entry.Name, ModelNames.Of(path))))
            .Select(path => DescribeOwn(path, ModelFileAccess.SizeOrZero(path), isNamed: true));
        return [.. bundled.Concat(own).Where(model => model.SizeBytes > 0)];
    }

    private ModelFile ResolveName(string name)
    {
        var manifest = _bundled.Read();
        if (manifest.FirstOrDefault(entry => ModelNames.Same(entry.Name, name)) is { } bundled)
        {
            return _bundled.Describe(bundled, ModelFileAccess.Inspect(_bundled.PathOf(bundled)));
        }

        if (_own.Find(name) is { } path)
        {
            return DescribeOwn(path, ModelFileAccess.Inspect(path), isNamed: true);
        }

        if (folders.Bundled is null && ModelNames.Same(ModelNames.LocalPrefix + name, DefaultReference))
        {
            throw ModelReferenceFaults.NoBundledModels();
        }

        List<string> known = [.. manifest.Select(entry => entry.Name), .. _own.List().Select(ModelNames.Of)];
        throw ModelReferenceFaults.UnknownName(name, known, folders.User);
    }

    private ModelFile ResolvePath(string path)
    {
        var size = ModelFileAccess.Inspect(path);
        return _bundled.FindByPath(path) is { } entry
            ? _bundled.Describe(entry, size)
            : DescribeOwn(path, size, isNamed: false);
    }

    private static ModelFile DescribeOwn(string path, long size, bool isNamed)
    {
        var name = ModelNames.Of(path);
        return new ModelFile
        {
            Reference = isNamed ? ModelNames.LocalPrefix + name : path,
            Name = name,
            Path = path,
            SizeBytes = size,
        };
    }

    private static bool LooksLikePath(string reference) =>
        Path.IsPathRooted(reference)
        || reference[0] is '.' or '~'
        || reference.Contains('\\', StringComparison.Ordinal)
        || (reference.Contains('/', StringComparison.Ordinal) && Path.Exists(reference));
}
