namespace Chat.Testing.Upstream;

/// <summary>llama.cpp's source, which <c>tests/upstream/fetch.mjs</c> brings: its tables of cases run as data, and none are kept here.</summary>
public static class UpstreamSource
{
    /// <summary>Why a test that needs the source is skipped.</summary>
    public const string SkipReason = "llama.cpp's source is not there: run node tests/upstream/fetch.mjs";

    /// <summary>The folder of the source; null when it was not fetched.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Reads a file of the source.</summary>
    /// <param name="path">Its path in the source, with slashes.</param>
    /// <exception cref="InvalidOperationException">The source is not there.</exception>
    public static string Read(string path) =>
        File.ReadAllText(Path.Combine(Folder ?? throw new InvalidOperationException(SkipReason), path));

    private static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var source = Path.Combine(folder, "artifacts", "upstream", "llama.cpp");
            if (Directory.Exists(source))
            {
                return source;
            }
        }

        return null;
    }
}
