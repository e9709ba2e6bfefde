using Chat.Core.Errors;
using Chat.Engine.Native;
using Chat.Engine.Threads;

namespace Chat.Engine;

/// <summary>What the engine finds on this machine, for a person who asks why something does or does not work.</summary>
public sealed record EngineInspection
{
    /// <summary>The folder that the llama.cpp libraries came from.</summary>
    public required string NativeFolder { get; init; }

    /// <summary>The release in the libraries' file names, such as <c>v0.5.0</c>; null when the names hold none.</summary>
    public required string? Release { get; init; }

    /// <summary>The version that llama.cpp gives itself.</summary>
    public required string Version { get; init; }

    /// <summary>The CPU backend picked for this processor, such as <c>icelake</c>; null when it did not say.</summary>
    public required string? CpuVariant { get; init; }

    /// <summary>The releases whose parameter layout the libraries were found to have.</summary>
    public required string Layout { get; init; }

    /// <summary>The devices, a line of text each; the CPU is one of them.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>True when one of the devices is a GPU.</summary>
    public required bool HasGpu { get; init; }

    /// <summary>The cores that this process may use.</summary>
    public required CoreCount Cores { get; init; }

    /// <summary>Loads the libraries and looks.</summary>
    /// <param name="options">Where the libraries are, and where the engine's log goes.</param>
    /// <exception cref="ChatException">The libraries are missing or not usable.</exception>
    public static EngineInspection Inspect(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var library = LlamaLibrary.Load(options.NativeFolder, options.Loggers.CreateLogger("Chat.Engine.Llama"));
        var devices = LlamaDevice.ReadAll();
        return new EngineInspection
        {
            NativeFolder = library.Files.Folder,
            Release = library.Files.Release,
            Version = library.Version,
            CpuVariant = library.CpuVariant,
            Layout = $"models {library.ModelLayout.Releases}, contexts {library.ContextLayout.Releases}",
            Devices = [.. devices.Select(Describe)],
            HasGpu = devices.Any(device => device.IsGpu),
            Cores = UsableCores.Count(),
        };
    }

    /// <summary>Reads the release from the libraries' file names. Loads nothing.</summary>
    /// <param name="folder">The folder of the libraries.</param>
    /// <returns>The release, such as <c>v0.5.0</c>; null when the folder or a library is missing, or the names hold none.</returns>
    public static string? ReadRelease(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            return LlamaLibraryFiles.Find(folder).Release;
        }
        catch (Exception error) when (error is ChatException or IOException or UnauthorizedAccessException)
        {
            // Libraries that are not there have no release; who wants to know why calls Inspect.
            return null;
        }
    }

    private static string Describe(LlamaDevice device) =>
        $"{device.Name} ({device.Description.Trim()}), {device.FreeBytes >> 20} of {device.TotalBytes >> 20} MiB free";
}
