using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Streaming;

namespace Chat.Http.Ollama;

/// <summary>Reads a whole answer of Ollama's own API.</summary>
internal static class OllamaAnswer
{
    /// <summary>Reads an answer.</summary>
    /// <param name="json">The body; a stream's lines are read too.</param>
    /// <param name="isCut">True lets an answer pass that does not say that it is done.</param>
    /// <exception cref="JsonException">It is no answer, or its last line does not say that the answer is whole.</exception>
    public static ChatCompletion Read(ReadOnlySpan<byte> json, bool isCut = false)
    {
        var lines = OllamaLineReader.ReadAll(json);
        if (lines.Count == 0 || (!lines[^1].IsDone && !isCut))
        {
            throw new JsonException("The answer does not say that it is done.");
        }

        var chunks = new OllamaChunks();
        var gathered = new ChatCompletionAccumulator();
        foreach (var line in lines)
        {
            if (line.Extras?.ContainsKey("error") == true)
            {
                throw new JsonException("A line of the answer is an error.");
            }

            gathered.Add(chunks.Next(line, json));
        }

        return gathered.ToCompletion();
    }
}
