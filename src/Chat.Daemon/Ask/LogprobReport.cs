using System.Globalization;
using System.Text;
using Chat.Core.Completions;

namespace Chat.Daemon.Ask;

/// <summary>The log probabilities of an answer, as text mode shows them on standard error.</summary>
internal static class LogprobReport
{
    /// <summary>Describes an answer: one token a line, its log probability, then the likeliest tokens at its place.</summary>
    /// <param name="answer">The answer.</param>
    public static string Describe(ChatCompletion answer)
    {
        var text = new StringBuilder();
        foreach (var choice in answer.Choices)
        {
            foreach (var token in choice.Logprobs?.Content ?? [])
            {
                Append(text, token);
                var separator = "   of ";
                foreach (var other in token.TopLogprobs ?? [])
                {
                    text.Append(separator);
                    Append(text, other);
                    separator = ", ";
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, TokenLogprob token)
    {
        text.Append(CultureInfo.InvariantCulture, $"{token.Logprob:F4} \"");
        foreach (var character in token.Token)
        {
            _ = character switch
            {
                '\n' => text.Append("\\n"),
                '"' => text.Append("\\\""),
                _ when char.IsControl(character) => text.Append(
                    CultureInfo.InvariantCulture,
                    $"\\u{(int)character:x4}"
                ),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
