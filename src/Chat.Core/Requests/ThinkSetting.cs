using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>Whether, or how much, a model of Ollama thinks before it answers: true, false, or a level. Source: Ollama API, <c>think</c>.</summary>
[JsonConverter(typeof(ThinkSettingConverter))]
public readonly record struct ThinkSetting
{
    /// <summary>Turns thinking on or off.</summary>
    /// <param name="isOn">True thinks.</param>
    public ThinkSetting(bool isOn) => IsOn = isOn;

    /// <summary>Turns thinking on at a level.</summary>
    /// <param name="level">The level, such as <c>high</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="level"/> is null or white space.</exception>
    public ThinkSetting(string level)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(level);
        Level = level;
        IsOn = true;
    }

    /// <summary>True when the model thinks.</summary>
    public bool IsOn { get; }

    /// <summary>The level; null for the model's own.</summary>
    public string? Level { get; }
}
