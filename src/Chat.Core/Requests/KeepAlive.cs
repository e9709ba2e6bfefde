using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>
/// How long Ollama keeps a model in memory after a request: a number of seconds, or a duration in Go's notation such as <c>5m</c>.
/// 0 unloads at once, a negative one never does. Source: Ollama API, <c>keep_alive</c>.
/// </summary>
[JsonConverter(typeof(KeepAliveConverter))]
public readonly record struct KeepAlive
{
    /// <summary>Makes one of a number of seconds.</summary>
    /// <param name="seconds">The seconds.</param>
    public KeepAlive(double seconds) => Seconds = seconds;

    /// <summary>Makes one of a duration.</summary>
    /// <param name="duration">The duration, such as <c>5m</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="duration"/> is null or white space.</exception>
    public KeepAlive(string duration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(duration);
        Duration = duration;
    }

    /// <summary>The seconds; 0 when <see cref="Duration"/> is set.</summary>
    public double Seconds { get; }

    /// <summary>The duration in Go's notation; null when it is a number of seconds.</summary>
    public string? Duration { get; }
}
