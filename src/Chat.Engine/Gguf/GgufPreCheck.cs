using Chat.Core.Errors;

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
    /// <returns>The header of that file.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/>: no such file. <see cref="ChatErrorKind.Permission"/>: it may not be read.
    /// <see cref="ChatErrorKind.ModelInvalid"/>: it is a folder, empty, damaged, cut short, or something else.
    /// <see cref="ChatErrorKind.ModelUnsupported"/>: it is sound but no chat model of this engine.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static GgufHeader Check(string path, CancellationToken cancellation = default)
    {
        var faults = new GgufFaults(path);
        var header = ReadHeader(path, faults, cancellation);
        GgufModelChecks.Check(header, faults);
        var others = GgufParts.Others(header, path, faults);
        for (var part = 0; part < others.Count; part++)
        {
            var partFaults = new GgufFaults(others[part]);
            GgufParts.CheckNumber(ReadHeader(others[part], partFaults, cancellation), part + 1, partFaults);
        }

        return header;
    }

    private static GgufHeader ReadHeader(string path, GgufFaults faults, CancellationToken cancellation)
    {
        using var stream = Open(path, faults);
        try
        {
            return GgufReader.Read(stream, path, cancellation);
        }
        catch (IOException cause)
        {
            throw faults.NotAModel(
                "could not be read to the end",
                "Check the disk or the network folder it is on.",
                cause
            );
        }
    }

    private static FileStream Open(string path, GgufFaults faults)
    {
        if (Directory.Exists(path))
        {
            throw faults.NotAModel("is a folder", "Give the path of a .gguf file in it.");
        }

        try
        {
            // Pipes and devices have no length either, and opening one could wait for ever.
            var file = new FileInfo(path);
            if (file.Exists && file.Length == 0)
            {
                throw faults.NotAModel("is empty", GgufFaults.FetchAgain);
            }

            // The reader has a buffer of its own.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception cause)
            when (cause
                    is FileNotFoundException
                        or DirectoryNotFoundException
                        or ArgumentException
                        or PathTooLongException
            )
        {
            throw faults.Missing(cause);
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw faults.Unreadable(cause);
        }
    }
}
