using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Ask;

/// <summary>
/// Shows each chunk as a JSON object on a line of its own. An answer that was cut ends with a chunk of no choices that holds the
/// <c>outcome</c>, so that no stream ends without saying how.
/// </summary>
/// <param name="output">Standard output.</param>
internal sealed class ChunkLinesAnswerWriter(Utf8Output output) : IAnswerWriter
{
    /// <inheritdoc/>
    public void Add(ChatCompletionChunk chunk) => output.WriteLine(ChatJson.Write(chunk));

    /// <inheritdoc/>
    public void End(ChatCompletion answer)
    {
        if (WordFor(answer.Outcome) is { } outcome)
        {
            Add(
                new ChatCompletionChunk
                {
                    Id = answer.Id,
                    Created = answer.Created,
                    Model = answer.Model,
                    Choices = [],
                    ExtensionData = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                    {
                        ["outcome"] = JsonElement.Parse($"\"{outcome}\""),
                    },
                }
            );
        }
    }

    private static string? WordFor(CompletionOutcome? outcome) =>
        outcome switch
        {
            CompletionOutcome.Cancelled => "cancelled",
            CompletionOutcome.Failed => "failed",
            CompletionOutcome.Incomplete => "incomplete",
            _ => null,
        };
}
