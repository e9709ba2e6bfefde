using System.Text.Json.Nodes;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>A copy of the program beside a manifest of its own.</summary>
internal static class ProgramCopy
{
    /// <summary>Copies the program without its native libraries, and links a model into it.</summary>
    /// <returns>The path of the copied <c>chatd.dll</c>.</returns>
    public static string Make(string folder, string model, string sha256)
    {
        var models = Directory.CreateDirectory(Path.Combine(folder, "models")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.CreateSymbolicLink(Path.Combine(models, Path.GetFileName(model)), model);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(BundledModel.Folder, "manifest.json")))!;
        manifest["models"]![0]!["sha256"] = sha256;
        File.WriteAllText(Path.Combine(models, "manifest.json"), manifest.ToJsonString());
        return Path.Combine(folder, "chatd.dll");
    }
}
