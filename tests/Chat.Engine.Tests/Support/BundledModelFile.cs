namespace Chat.Engine.Tests.Support;

/// <summary>The model that lies in the repository.</summary>
internal static class BundledModelFile
{
    private const string RelativePath = "models/SmolLM2-135M-Instruct.Q4_1.gguf";

    /// <summary>Its path, found by walking up from the test assembly.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, RelativePath);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("The bundled model is not above the test assembly.", RelativePath);
    }
}
