using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Streaming;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Ask;

/// <summary>Shows the whole answer as one <c>chat.completion</c> object on one line.</summary>
/// <param name="output">Standard output.</param>
internal sealed class JsonAnswerWriter(Utf8Output output) : IAnswerWriter
{
    /// <inheritdoc/>
    public void Add(ChatCompletionChunk chunk)
    {
        // The answer is written when it is whole.
    }

    /// <inheritdoc/>
    public void End(ChatCompletion answer) => output.WriteLine(ChatJson.Write(answer));
}
