using Chat.Core.Streaming;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Ask;

/// <summary>Shows what a model says to itself, on standard error as it comes. Of several choices the first alone is shown.</summary>
/// <param name="error">Standard error.</param>
internal sealed class ReasoningText(TextWriter error)
{
    private bool _isOpen;

    /// <summary>Takes the next chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    public void Add(ChatCompletionChunk chunk)
    {
        foreach (var choice in chunk.Choices.Where(choice => choice.Index == 0))
        {
            if (choice.Delta.Reasoning is { Length: > 0 } text)
            {
                error.Write(SafeText.Lines(text));
                _isOpen = true;
            }

            if (!string.IsNullOrEmpty(choice.Delta.Content) || choice.FinishReason is not null)
            {
                End();
            }
        }
    }

    /// <summary>Ends the line, so that what follows on the terminal begins a new one.</summary>
    public void End()
    {
        if (_isOpen)
        {
            error.Write('\n');
            _isOpen = false;
        }
    }
}
