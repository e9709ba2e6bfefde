namespace Chat.Testing.FakeModels;

/// <summary>What the magic models answer instead of a completion.</summary>
internal static class ModelErrors
{
    /// <summary>The failure inside a stream, and of a whole answer of the same model.</summary>
    public static (int Status, string Message, string Code) Broken { get; } =
        (500, "The engine failed after two tokens.", "server_error");

    /// <summary>The error of a model; null when it answers.</summary>
    public static (int Status, string Message, string Code)? Of(string model, bool isStream) =>
        model switch
        {
            MagicModels.Limited => (429, "Too many requests.", "rate_limit_exceeded"),
            MagicModels.Busy => (503, "The server is busy.", "unavailable"),
            MagicModels.Full => (
                400,
                "The prompt does not fit: this model's maximum context length is 10 tokens.",
                "context_length_exceeded"
            ),
            MagicModels.Broken when !isStream => Broken,
            _ when MagicModels.All.Contains(model, StringComparer.Ordinal) => null,
            _ => (404, $"The model '{model}' does not exist.", "model_not_found"),
        };
}
