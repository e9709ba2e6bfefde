using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Streaming;

namespace Chat.Engine.Answers;

/// <summary>
/// Checks the choices of an answer against the schema that they were to follow, from the chunks on their way out: the check is its reader's
/// work, and holds up no other answer as it would on the thread of the scheduler. Not safe for use by several threads at once.
/// </summary>
/// <param name="schema">The schema.</param>
internal sealed class SchemaWatch(JsonElement schema)
{
    private readonly Dictionary<int, StringBuilder> _contents = [];

    /// <summary>Reads the next chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <returns>The chunk; with a warning for each thing that is wrong with a choice that the model ended in it.</returns>
    public ChatCompletionChunk Read(ChatCompletionChunk chunk)
    {
        var warnings = new List<string>();
        foreach (var choice in chunk.Choices)
        {
            if (!_contents.TryGetValue(choice.Index, out var content))
            {
                _contents[choice.Index] = content = new StringBuilder();
            }

            content.Append(choice.Delta.Content);
            // A choice that was cut cannot follow, and one that ends in calls need not.
            if (choice.FinishReason == FinishReason.Stop)
            {
                warnings.AddRange(SchemaCheck.Of(content.ToString(), schema));
            }
        }

        return warnings.Count == 0 ? chunk : chunk with { Warnings = [.. chunk.Warnings ?? [], .. warnings] };
    }
}
