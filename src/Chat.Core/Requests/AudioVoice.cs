using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>
/// The voice of a spoken answer: a built-in voice by name, or a custom one by id. Written back in the form it was read in.
/// Source: OpenAI chat completions specification 2.3.0, <c>audio.voice</c>.
/// </summary>
[JsonConverter(typeof(AudioVoiceConverter))]
public sealed record AudioVoice
{
    /// <summary>A built-in voice.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public AudioVoice(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>A custom voice.</summary>
    /// <param name="custom">Its id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="custom"/> is null.</exception>
    public AudioVoice(AudioVoiceReference custom)
    {
        ArgumentNullException.ThrowIfNull(custom);
        Custom = custom;
    }

    /// <summary>The built-in voice's name; null for a custom one.</summary>
    public string? Name { get; }

    /// <summary>The custom voice; null for a built-in one.</summary>
    public AudioVoiceReference? Custom { get; }

    /// <summary>Wraps the name of a built-in voice.</summary>
    /// <param name="name">The name; null stays null.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator AudioVoice?(string? name) => name is null ? null : new AudioVoice(name);

    /// <summary>Wraps the name of a built-in voice; the named form of the conversion operator.</summary>
    /// <param name="name">The name; null stays null.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static AudioVoice? FromString(string? name) => name;
}
