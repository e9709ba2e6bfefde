using Chat.Engine.Models;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>The bundled model.</summary>
internal static class BundledModel
{
    public static string Folder => ModelFolders.FindBundled(AppContext.BaseDirectory)!;

    public static string Path => Directory.GetFiles(Folder, "*.gguf").Single();
}
