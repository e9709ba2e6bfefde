using System.Text.Json.Serialization;

namespace Chat.Engine.Bench;

/// <summary>The repeated measurements of one test.</summary>
/// <param name="Test">The test: <c>pp256</c> computes a prompt, <c>tg64</c> generates, <c>ask</c> goes all the way to text.</param>
/// <param name="Threads">The threads it ran on.</param>
/// <param name="Poll">The polling level it ran at.</param>
/// <param name="Unit">The unit of the values: <c>t/s</c> or <c>ms</c>.</param>
/// <param name="Values">The values, in the order they were measured.</param>
public sealed record BenchMeasurement(
    [property: JsonPropertyName("test")] string Test,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("poll")] int Poll,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("values")] IReadOnlyList<double> Values
)
{
    /// <summary>The median value.</summary>
    [JsonPropertyName("median")]
    public double Median
    {
        get
        {
            var sorted = Values.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>The lowest value.</summary>
    [JsonPropertyName("min")]
    public double Min => Values.Min();

    /// <summary>The highest value.</summary>
    [JsonPropertyName("max")]
    public double Max => Values.Max();
}
