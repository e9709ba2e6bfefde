using Chat.Core.Errors;
using Chat.Engine.Models;

namespace Chat.Engine.Gguf;

/// <summary>
/// The gate before native code: opens a model file, reads its header, and refuses what llama.cpp cannot run or would not survive. A
/// model in several parts is checked part by part, because the native loader opens the others by itself.
/// </summary>
internal static class GgufPreCheck
{
    /// <summary>Checks a model file and all its parts.</summary>
    /// <param name="path">The path of the file, or of the first of its parts.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>The header of that file, with those of the other parts.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/>: no such file. <see cref="ChatErrorKind.Permission"/>: it may not be read.
    /// <see cref="ChatErrorKind.ModelInvalid"/>: it is a folder, empty, damaged, cut short, or something else.
    /// <see cref="ChatErrorKind.ModelUnsupported"/>: it is sound but no chat model of this engine.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static GgufHeader Check(string path, CancellationToken cancellation = default)
    {
        var faults = new GgufFaults(path);
        var header = ReadHeader(path, cancellation);
        GgufModelChecks.Check(header, faults);
        var others = GgufParts.Others(header, path, faults);
        if (others.Count > 0)
        {
            header = header with { OtherParts = ReadOthers(others, cancellation) };
        }

        GgufModelChecks.CheckTensors(header, faults);
        return header;
    }

    private static GgufHeader[] ReadOthers(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var parts = new GgufHeader[paths.Count];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = ReadHeader(paths[part], cancellation);
            GgufParts.CheckNumber(parts[part], part + 1, new GgufFaults(paths[part]));
        }

        return parts;
    }

    private static GgufHeader ReadHeader(string path, CancellationToken cancellation)
    {
        using var stream = ModelFileAccess.OpenModel(path);
        try
        {
            return GgufReader.Read(stream, path, cancellation);
        }
        catch (IOException cause)
        {
            throw ModelFileAccess.Unreadable(path, cause);
        }
    }
}
