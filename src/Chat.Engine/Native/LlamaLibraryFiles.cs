using System.Text.RegularExpressions;
using Chat.Core.Errors;

namespace Chat.Engine.Native;

/// <summary>The library files of one llama.cpp release in a folder, found by pattern because names differ by platform, release and GPU.</summary>
/// <param name="Folder">The folder, an absolute path.</param>
/// <param name="Llama">The file with the <c>llama_…</c> functions.</param>
/// <param name="Ggml">The file with the registry of backends.</param>
/// <param name="GgmlBase">The file under all backends.</param>
internal sealed partial record LlamaLibraryFiles(string Folder, string Llama, string Ggml, string GgmlBase)
{
    /// <summary>The name of the folder beside the program that the build puts the libraries in.</summary>
    public const string FolderName = "llama";

    /// <summary>The release in the file name, such as <c>v0.5.0</c> of <c>libllama.cuda.v0.5.0.so</c>; null when it holds none.</summary>
    public string? Release =>
        ReleasePattern().Match(Path.GetFileName(Llama)) is { Success: true } match
            ? match.Groups["release"].Value
            : null;

    private static readonly string[] Extensions = [".so", ".dylib", ".dll"];

    /// <summary>Finds the files in a folder.</summary>
    /// <param name="folder">The folder to look in.</param>
    /// <exception cref="ChatException">
    /// The folder is missing or lacks a file: kind <see cref="ChatErrorKind.NotFound"/>.
    /// </exception>
    public static LlamaLibraryFiles Find(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
        {
            throw Missing($"The folder of the llama.cpp libraries is missing: {full}.");
        }

        var files = Directory
            .EnumerateFiles(full)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        return new LlamaLibraryFiles(
            full,
            Pick(full, files, name => IsReleaseOf(name, "llama"), "llama"),
            Pick(full, files, name => IsReleaseOf(name, "ggml"), "ggml"),
            Pick(full, files, name => string.Equals(name, "ggml-base", StringComparison.Ordinal), "ggml-base")
        );
    }

    // libllama.v0.5.0.so and llama.dll are releases of llama; libllama-common.so and libggml-cpu-x64.so are other libraries.
    private static bool IsReleaseOf(string name, string library) =>
        string.Equals(name, library, StringComparison.Ordinal)
        || name.StartsWith(library + ".", StringComparison.Ordinal);

    // Releases are named v0.5.0 or b10361.
    [GeneratedRegex(@"\.(?<release>v\d+(\.\d+)*|b\d+)\.(so|dylib|dll)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReleasePattern();

    private static string Pick(string folder, List<string> files, Func<string, bool> matches, string library) =>
        files.Find(file => matches(PlainName(file)))
        ?? throw Missing($"The folder {folder} holds no {library} library for this platform.");

    private static string PlainName(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
    }

    private static ChatException Missing(string message) =>
        new(
            ChatErrorKind.NotFound,
            message,
            "Build again with Node.js 20 or later and npm on the PATH, which fetches the libraries, or run chatd doctor."
        );
}
