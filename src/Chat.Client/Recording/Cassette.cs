using Chat.Core.Backends;
using Chat.Core.Errors;

namespace Chat.Client.Recording;

/// <summary>
/// Recorded exchanges, read from a file that <see cref="RecordingBackend"/> wrote or a person did: UTF-8 JSON, comments and trailing commas allowed.
/// The file's form is in <c>docs/schemas/cassette.schema.json</c>.
/// </summary>
public sealed class Cassette
{
    /// <summary>The largest file that is read, in bytes: 64 MiB.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The most exchanges in one file.</summary>
    public const int MaxExchanges = 10_000;

    /// <summary>The most chunks in one exchange.</summary>
    public const int MaxChunks = 1_000_000;

    /// <summary>What the recorded backend does with each field; every field is ignored where the file does not say.</summary>
    public BackendCapabilities Capabilities { get; internal init; } = new([]);

    /// <summary>The exchanges, in the order in which they began.</summary>
    public IReadOnlyList<CassetteExchange> Exchanges { get; internal init; } = [];

    /// <summary>Reads a cassette. Keys that it does not know are refused, but kept within requests, answers and chunks.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.NotFound"/> when there is no such file; <see cref="ChatErrorKind.InvalidRequest"/> when anything in it is wrong, with
    /// file, line, column and key in the message, or it is too large; <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    public static Cassette Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CassetteReader.Read(path, CassetteStorage.Read(path));
    }
}
