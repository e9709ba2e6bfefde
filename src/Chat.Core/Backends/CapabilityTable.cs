using System.Collections.Frozen;

namespace Chat.Core.Backends;

/// <summary>
/// What each target does with each request field. Sources: OpenAI chat completions specification 2.3.0; the public docs and code of the
/// servers, as they were when the table was written. A cell that nobody has seen for sure says <see cref="FieldSupport.Unverified"/>.
/// </summary>
public static class CapabilityTable
{
    /// <summary>How many targets have a column.</summary>
    internal const int TargetCount = 9;

    /// <summary>The name of a server of which only its manner of speaking is known.</summary>
    public const string UnknownServer = "openai-compatible";

    // The order of the letters in every row. Mistral answers a field that it does not know with status 422; the other servers pass over it.
    private static readonly (string Name, string Sentence, FieldSupport Unknown)[] Columns =
    [
        ("openai", "OpenAI", FieldSupport.Unverified),
        ("azure", "Azure OpenAI", FieldSupport.Unverified),
        ("mistral", "Mistral", FieldSupport.Refused),
        ("ollama", "Ollama", FieldSupport.Unverified),
        ("ollama-v1", "Ollama's /v1", FieldSupport.Unverified),
        ("vllm", "vLLM", FieldSupport.Unverified),
        ("llama-server", "llama-server", FieldSupport.Unverified),
        ("ktransformers", "KTransformers", FieldSupport.Unverified),
        ("embedded", "the local engine", FieldSupport.Ignored),
    ];

    // Without these it would not be a server of chat completions.
    private static readonly string[] SureOfAnyServer =
    [
        "model",
        "messages",
        "messages[].role",
        "messages[].content",
        "stream",
    ];

    /// <summary>The targets that have a column, in order. <see cref="UnknownServer"/> has none.</summary>
    public static IReadOnlyList<string> Targets { get; } = [.. Columns.Select(column => column.Name)];

    /// <summary>The rows, one a field, in the order in which a reader looks for them.</summary>
    public static IReadOnlyList<CapabilityRow> Rows { get; } =
    [.. ConversationRows.All, .. SamplingRows.All, .. ToolRows.All, .. AnswerRows.All, .. ServerRows.All];

    private static readonly FrozenDictionary<string, BackendCapabilities> ByTarget = Enumerable
        .Range(0, TargetCount)
        .Select(Column)
        .Append(AnyServer())
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>What a target does with each field.</summary>
    /// <param name="target">One of <see cref="Targets"/>, or <see cref="UnknownServer"/>.</param>
    /// <exception cref="ArgumentException">There is no such target.</exception>
    public static BackendCapabilities For(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return ByTarget.TryGetValue(target, out var capabilities)
            ? capabilities
            : throw new ArgumentException(
                $"There is no target \"{target}\"; there are {string.Join(", ", Targets)} and {UnknownServer}.",
                nameof(target)
            );
    }

    private static KeyValuePair<string, BackendCapabilities> Column(int index) =>
        KeyValuePair.Create(
            Columns[index].Name,
            new BackendCapabilities(Rows.Select(row => KeyValuePair.Create(row.Key, row.Supports[index])))
            {
                TargetName = Columns[index].Sentence,
                UnknownFields = Columns[index].Unknown,
                // What would be refused is left out of messages on the way, as an answer is to be sent back as it came.
                UnknownMessageFields = Columns[index].Unknown == FieldSupport.Refused ? FieldSupport.Ignored : null,
            }
        );

    private static KeyValuePair<string, BackendCapabilities> AnyServer() =>
        KeyValuePair.Create(
            UnknownServer,
            new BackendCapabilities(
                Rows.Select(row =>
                    KeyValuePair.Create(
                        row.Key,
                        SureOfAnyServer.Contains(row.Key, StringComparer.Ordinal)
                            ? FieldSupport.Honoured
                            : FieldSupport.Unverified
                    )
                )
            )
            {
                TargetName = "this server",
                UnknownFields = FieldSupport.Unverified,
            }
        );
}
