using System.Reflection;

namespace Chat.Daemon;

/// <summary>The version of this program.</summary>
internal static class VersionText
{
    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Version =>
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The lines that <c>--version</c> prints.</summary>
    /// <param name="release">The llama.cpp release; null when it is not known.</param>
    public static string Describe(string? release) =>
        $"chatd {Version}\nllama.cpp {release ?? "of an unknown release"}\n";
}
