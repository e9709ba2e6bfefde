using System.Security.Cryptography;
using Chat.Core.Errors;
using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

/// <summary>Folders of their own for one test, with a small bundled "model"; removed afterwards.</summary>
internal sealed class ModelsSandbox : IDisposable
{
    public const string BundledName = "smollm2-135m-instruct";

    public static readonly byte[] BundledBytes = [.. Enumerable.Range(0, 3000).Select(index => (byte)(index * 7))];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("chat-models-");

    public ModelsSandbox()
    {
        Folders = new ModelFolders
        {
            Bundled = Path.Combine(_root.FullName, "models"),
            User = Path.Combine(_root.FullName, "user"),
            Cache = Path.Combine(_root.FullName, "cache"),
        };
        Directory.CreateDirectory(Folders.Bundled);
        Directory.CreateDirectory(Folders.User);
        File.WriteAllBytes(BundledPath, BundledBytes);
        WriteManifest(
            $$"""
            {"version": 1, "models": [{"name": "{{BundledName}}", "file": "Bundled.gguf", "size": {{BundledBytes.Length}},
              "sha256": "{{Convert.ToHexString(SHA256.HashData(BundledBytes))}}", "contextLength": 8192,
              "sampling": {"temperature": 0.2, "top_p": 0.9} }]}
            """
        );
    }

    public ModelFolders Folders { get; }

    public ModelCatalog Catalog => new(Folders);

    public string Root => _root.FullName;

    public string BundledPath => Path.Combine(Folders.Bundled!, "Bundled.gguf");

    public string ManifestPath => Path.Combine(Folders.Bundled!, "manifest.json");

    public void WriteManifest(string json) => File.WriteAllText(ManifestPath, json);

    public string AddUserFile(string name, int size = 10)
    {
        var path = Path.Combine(Folders.User, name);
        File.WriteAllBytes(path, new byte[size]);
        return path;
    }

    public static ChatException Fails(ChatErrorKind kind, Func<object> action)
    {
        var error = Assert.Throws<ChatException>(action);
        CheckSentences(kind, error);
        return error;
    }

    public static async Task<ChatException> FailsAsync(ChatErrorKind kind, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<ChatException>(action);
        CheckSentences(kind, error);
        return error;
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void CheckSentences(ChatErrorKind kind, ChatException error)
    {
        Assert.Equal(kind, error.Kind);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.Matches("[.?]$", error.Advice);
    }
}
