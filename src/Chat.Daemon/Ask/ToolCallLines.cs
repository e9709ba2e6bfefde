using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Streaming;

namespace Chat.Daemon.Ask;

/// <summary>
/// The tool calls of an answer as text mode shows them: each as one line of JSON, as it stands in the answer, for the program that is to
/// make the call.
/// </summary>
internal sealed class ToolCallLines
{
    // Made when the first call comes: most answers have none. Holds the chunks of calls alone.
    private ChatCompletionAccumulator? _gathered;

    /// <summary>Takes the next chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    public void Add(ChatCompletionChunk chunk)
    {
        if (
            chunk.Choices.Any(choice =>
                choice.Delta.ToolCalls is { Count: > 0 } || choice.Delta.FunctionCall is not null
            )
        )
        {
            _gathered ??= new ChatCompletionAccumulator();
            _gathered.Add(chunk);
        }
    }

    /// <summary>The lines of a choice, without line feeds.</summary>
    /// <param name="index">The choice.</param>
    public IReadOnlyList<string> Of(int index)
    {
        if (_gathered is null)
        {
            return [];
        }

        using var answer = JsonDocument.Parse(ChatJson.Write(_gathered.ToCompletion(CompletionOutcome.Completed)));
        var message = answer
            .RootElement.GetProperty("choices")
            .EnumerateArray()
            .Where(choice => choice.GetProperty("index").GetInt32() == index)
            .Select(choice => choice.GetProperty("message"))
            .FirstOrDefault();
        if (message.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var lines = new List<string>();
        if (message.TryGetProperty("tool_calls", out var calls))
        {
            lines.AddRange(calls.EnumerateArray().Select(call => call.GetRawText()));
        }

        if (message.TryGetProperty("function_call", out var function) && function.ValueKind == JsonValueKind.Object)
        {
            lines.Add(function.GetRawText());
        }

        return lines;
    }
}
