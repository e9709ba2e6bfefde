using System.Text.Json.Serialization;

namespace Chat.Daemon.Tokens;

/// <summary>One token, as <c>tokens --json</c> prints it.</summary>
/// <param name="Id">Its id in the model's vocabulary.</param>
/// <param name="Text">Its text; bytes that are no whole character show as U+FFFD.</param>
internal sealed record TokenReportEntry(
    [property: JsonPropertyName("id")] int Id,
    [property: JsonPropertyName("text")] string Text
);
