using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Ask;

/// <summary>Shows an answer on standard output.</summary>
internal interface IAnswerWriter
{
    /// <summary>Takes the next chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="OutputException">Standard output cannot be written.</exception>
    void Add(ChatCompletionChunk chunk);

    /// <summary>Ends the answer. Called once, also when it was cut.</summary>
    /// <param name="answer">All that has come.</param>
    /// <exception cref="OutputException">Standard output cannot be written.</exception>
    void End(ChatCompletion answer);
}
