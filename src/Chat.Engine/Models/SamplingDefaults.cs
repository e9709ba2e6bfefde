using System.Text.Json.Serialization;

namespace Chat.Engine.Models;

/// <summary>What a model's makers recommend for sampling, or what trials showed: used where a request says nothing.</summary>
public sealed record SamplingDefaults
{
    /// <summary>The temperature, 0 to 2; null when the makers name none.</summary>
    public double? Temperature { get; init; }

    /// <summary>The nucleus (top_p), above 0 up to 1; null when the makers name none.</summary>
    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }

    /// <summary>
    /// The penalty on repeated tokens, 0.01 to 10, for a model that else loops; null or 1 for none. It does not hold for a request that
    /// sets a penalty of any kind itself.
    /// </summary>
    [JsonPropertyName("repeat_penalty")]
    public double? RepeatPenalty { get; init; }

    /// <summary>How many last tokens the penalties look at, 0 (off) or more, or −1 for all; null for 64.</summary>
    [JsonPropertyName("repeat_last_n")]
    public int? RepeatLastN { get; init; }

    /// <summary>Finds the first value that is out of its range.</summary>
    /// <returns>The value's name and its range; null when all are right.</returns>
    internal (string Field, string Range)? FindFault() =>
        Temperature is < 0 or > 2 ? ("temperature", "from 0 to 2")
        : TopP is <= 0 or > 1 ? ("top_p", "above 0 and at most 1")
        : RepeatPenalty is < 0.01 or > 10 ? ("repeat_penalty", "from 0.01 to 10")
        : RepeatLastN is < -1 ? ("repeat_last_n", "-1 or more")
        : null;
}
