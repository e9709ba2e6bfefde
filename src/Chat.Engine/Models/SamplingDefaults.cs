using System.Text.Json.Serialization;

namespace Chat.Engine.Models;

/// <summary>What a model's makers recommend for sampling: used where a request says nothing.</summary>
public sealed record SamplingDefaults
{
    /// <summary>The temperature, 0 to 2; null when the makers name none.</summary>
    public double? Temperature { get; init; }

    /// <summary>The nucleus (top_p), above 0 up to 1; null when the makers name none.</summary>
    [JsonPropertyName("top_p")]
    public double? TopP { get; init; }
}
