using System.Text.Json;

namespace Chat.Daemon.LocalEngine;

/// <summary>Reads which llama.cpp release the files beside the libraries say they are.</summary>
internal static class NativeRelease
{
    /// <summary>The file that the makers of the library packages put beside the libraries.</summary>
    public const string FileName = "_nlcBuildMetadata.json";

    // The file has a few hundred bytes.
    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads the release.</summary>
    /// <param name="folder">The folder of the libraries.</param>
    /// <returns>The release, such as <c>v0.5.0</c>; null when the file is missing or says nothing. Nothing is thrown.</returns>
    public static string? Read(string folder)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, FileName));
            if (!file.Exists || file.Length > MaxBytes)
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return Find(document.RootElement);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // A release that cannot be read is not known; nothing depends on it.
            return null;
        }
    }

    private static string? Find(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("buildOptions", out var options)
        && options.ValueKind == JsonValueKind.Object
        && options.TryGetProperty("llamaCpp", out var source)
        && source.ValueKind == JsonValueKind.Object
        && source.TryGetProperty("release", out var release)
        && release.ValueKind == JsonValueKind.String
            ? release.GetString()
            : null;
}
