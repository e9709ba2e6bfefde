using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Http.Batch;

/// <summary>
/// Where a batch stands. An open vocabulary: a word this library does not know survives reading and writing, and is taken for one that
/// will change. Source: OpenAI specification 2.3.0, the <c>batch</c> object, <c>status</c>.
/// </summary>
[JsonConverter(typeof(OpenVocabularyConverter<BatchStatus>))]
public readonly record struct BatchStatus : IOpenVocabulary<BatchStatus>
{
    private readonly string? _value;

    /// <summary>Makes a status from its wire text.</summary>
    /// <param name="value">The wire text, such as <c>in_progress</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or white space.</exception>
    public BatchStatus(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The input file is being checked.</summary>
    public static BatchStatus Validating { get; } = new("validating");

    /// <summary>The input file was refused: nothing was done.</summary>
    public static BatchStatus Failed { get; } = new("failed");

    /// <summary>The requests are being worked on.</summary>
    public static BatchStatus InProgress { get; } = new("in_progress");

    /// <summary>All work is done, and the result files are being written.</summary>
    public static BatchStatus Finalizing { get; } = new("finalizing");

    /// <summary>The result files are there; single requests may have failed.</summary>
    public static BatchStatus Completed { get; } = new("completed");

    /// <summary>The completion window ended first; what was done by then has results.</summary>
    public static BatchStatus Expired { get; } = new("expired");

    /// <summary>The batch is being stopped.</summary>
    public static BatchStatus Cancelling { get; } = new("cancelling");

    /// <summary>The batch was stopped; what was done by then has results.</summary>
    public static BatchStatus Cancelled { get; } = new("cancelled");

    /// <summary>The wire text. The default value of the type reads as <c>validating</c>.</summary>
    public string Value => _value ?? "validating";

    /// <summary>True when the batch will not change any more: completed, failed, expired or cancelled.</summary>
    [JsonIgnore]
    public bool IsFinal => Value is "completed" or "failed" or "expired" or "cancelled";

    /// <inheritdoc/>
    public static BatchStatus FromWire(string value) => new(value);

    /// <summary>Compares the wire texts, case-sensitively.</summary>
    public bool Equals(BatchStatus other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The wire text.</summary>
    public override string ToString() => Value;
}
