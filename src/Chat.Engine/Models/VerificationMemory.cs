using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Models;

/// <summary>
/// Remembers in the cache folder which files were hashed, so that a model is hashed once and not at every start. Losing it costs
/// one more hash: a file that cannot be read or written is reported as a warning and never stops the work.
/// </summary>
/// <param name="folder">The cache folder; made when needed.</param>
/// <param name="logger">Where warnings go.</param>
internal sealed class VerificationMemory(string folder, ILogger logger)
{
    /// <summary>The file's name in the cache folder.</summary>
    public const string FileName = "verified-models.json";

    /// <summary>The most files that are remembered; the one hashed longest ago goes first.</summary>
    private const int MaxFiles = 64;

    /// <summary>The largest memory that is read, in bytes.</summary>
    private const int MaxBytes = 1 << 20;

    private readonly string _path = Path.Combine(folder, FileName);

    /// <summary>Tells whether just this file, with this size and time, was hashed before and had this hash.</summary>
    /// <param name="file">The file as it is now.</param>
    /// <returns>True when it need not be hashed again.</returns>
    public bool Contains(VerifiedFile file) => Read().Contains(file);

    /// <summary>Remembers a file that was hashed; what was known of the same path is replaced.</summary>
    /// <param name="file">The file as it was hashed.</param>
    public void Add(VerifiedFile file)
    {
        List<VerifiedFile> files =
        [
            file,
            .. Read()
                .Where(known => !string.Equals(known.Path, file.Path, StringComparison.Ordinal))
                .Take(MaxFiles - 1),
        ];
        // Written beside and renamed, so that another process reads the old list or the new one, never half of one.
        var draft = $"{_path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                JsonSerializer.Serialize(stream, files, ModelManifestJson.Default.ListVerifiedFile);
            }

            File.Move(draft, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(
                error,
                "Cannot remember in {Path} that {Model} was verified; it will be hashed again at the next start.",
                _path,
                file.Path
            );
            Discard(draft);
        }
    }

    private List<VerifiedFile> Read()
    {
        try
        {
            if (!File.Exists(_path))
            {
                return [];
            }

            using var stream = File.OpenRead(_path);
            var files =
                stream.Length > MaxBytes
                    ? null
                    : JsonSerializer.Deserialize(stream, ModelManifestJson.Default.ListVerifiedFile);
            if (files is not null && files.TrueForAll(file => file is not null))
            {
                return files;
            }

            logger.LogWarning("The list of verified models {Path} is too large or malformed and is not used.", _path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            logger.LogWarning(error, "The list of verified models {Path} cannot be read and is not used.", _path);
        }

        return [];
    }

    private void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogDebug(error, "Cannot remove {Path}.", draft);
        }
    }
}
