using System.Text.Json;
using Chat.Core.Errors;

namespace Chat.Engine.Models;

/// <summary>
/// The list of bundled models, <c>models/manifest.json</c>: <c>version</c> (1) and <c>models</c>, each with <c>name</c>,
/// <c>file</c>, <c>size</c> in bytes, <c>sha256</c>, <c>contextLength</c> in tokens, and optionally <c>sampling</c> with
/// <c>temperature</c>, <c>top_p</c>, <c>repeat_penalty</c> and <c>repeat_last_n</c>. An unknown key is an error, as in every file of this project.
/// </summary>
internal sealed record ModelManifest
{
    /// <summary>The one version that this program reads.</summary>
    private const int KnownVersion = 1;

    /// <summary>The largest manifest that is read, in bytes.</summary>
    private const int MaxBytes = 1 << 20;

    private const string Advice =
        "Restore the models folder as it was delivered, or name another .gguf file as the model.";

    /// <summary>The version of this form.</summary>
    public required int Version { get; init; }

    /// <summary>The models, in the order of the file.</summary>
    public required IReadOnlyList<ModelManifestEntry> Models { get; init; }

    /// <summary>Reads and checks a manifest.</summary>
    /// <param name="path">The manifest's path.</param>
    /// <returns>The manifest; every value in it is within its range.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when there is no such file, <see cref="ChatErrorKind.Permission"/> when it may not be
    /// read, <see cref="ChatErrorKind.ModelInvalid"/> when it is malformed.
    /// </exception>
    public static ModelManifest Read(string path)
    {
        try
        {
            using var stream = ModelFileAccess.Open(path);
            if (stream.Length > MaxBytes)
            {
                throw Malformed(path, $"it has {stream.Length} bytes, more than the {MaxBytes} that are read");
            }

            var manifest =
                JsonSerializer.Deserialize(stream, ModelManifestJson.Default.ModelManifest)
                ?? throw Malformed(path, "it holds null");
            return manifest.FindFault() is { } fault ? throw Malformed(path, fault) : manifest;
        }
        catch (JsonException error)
        {
            var place = error.LineNumber is { } line ? $"line {line + 1}, {error.Path ?? "$"}" : error.Path ?? "$";
            throw Malformed(path, $"a key is missing, unknown or of the wrong type near {place}", error);
        }
    }

    private string? FindFault()
    {
        if (Version != KnownVersion)
        {
            return $"'version' is {Version} and this program reads {KnownVersion}";
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Models.Select(entry => FindFault(entry, names)).FirstOrDefault(fault => fault is not null);
    }

    private static string? FindFault(ModelManifestEntry? entry, HashSet<string> names) =>
        entry is null ? "a model is null"
        : entry.FindFault() is { } fault ? fault
        : names.Add(entry.Name) ? null
        : $"the name {entry.Name} is there twice";

    private static ChatException Malformed(string path, string fault, Exception? cause = null) =>
        new(ChatErrorKind.ModelInvalid, $"The model manifest {path} is malformed: {fault}.", Advice, cause);
}
