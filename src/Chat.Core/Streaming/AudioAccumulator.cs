using System.Text;
using System.Text.Json;
using Chat.Core.Completions;

namespace Chat.Core.Streaming;

/// <summary>Gathers a spoken answer: sound and transcript are appended, of id and time the last one told holds.</summary>
internal sealed class AudioAccumulator
{
    private StringBuilder? _data;
    private StringBuilder? _transcript;
    private string? _id;
    private long? _expiresAt;
    private Dictionary<string, JsonElement>? _extras;

    /// <summary>Adds a chunk's share.</summary>
    /// <param name="audio">The share.</param>
    public void Add(AudioMessage audio)
    {
        _id = audio.Id ?? _id;
        _expiresAt = audio.ExpiresAt ?? _expiresAt;
        TextPieces.Append(ref _data, audio.Data);
        TextPieces.Append(ref _transcript, audio.Transcript);
        ExtensionFields.Keep(ref _extras, audio.ExtensionData);
    }

    /// <summary>The spoken answer as gathered so far.</summary>
    public AudioMessage ToAudio() =>
        new()
        {
            Id = _id,
            ExpiresAt = _expiresAt,
            Data = _data?.ToString(),
            Transcript = _transcript?.ToString(),
            ExtensionData = ExtensionFields.Copy(_extras),
        };
}
