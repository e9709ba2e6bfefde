using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon;

/// <summary>Puts together the text that a command works on: the words of the command line, then standard input.</summary>
internal static class PromptText
{
    /// <summary>Reads the text.</summary>
    /// <param name="words">The words of the command line.</param>
    /// <param name="host">The process.</param>
    /// <param name="dropLastLineEnd">True drops one line end at the end of standard input, which most programs add.</param>
    /// <returns>The words joined by blanks, and standard input after a line feed; null when there is neither.</returns>
    /// <exception cref="ChatException">Standard input is not text: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted.</exception>
    public static async Task<string?> ReadAsync(IReadOnlyList<string> words, CommandHost host, bool dropLastLineEnd)
    {
        var prompt = words.Count > 0 ? string.Join(' ', words) : null;
        var input = await StandardInput.ReadAsync(host.Terminal, host.Interrupt).ConfigureAwait(false);
        if (input is not null && dropLastLineEnd)
        {
            input = WithoutLastLineEnd(input);
        }

        // Blank input adds nothing to words, blank ones too: programs that start this one often give it an empty input.
        return prompt is null ? input
            : string.IsNullOrWhiteSpace(input) ? prompt
            : string.IsNullOrWhiteSpace(prompt) ? input
            : $"{prompt}\n{input}";
    }

    private static string WithoutLastLineEnd(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
        : text.EndsWith('\n') ? text[..^1]
        : text;
}
