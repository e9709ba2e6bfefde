using System.CommandLine;
using System.CommandLine.Parsing;
using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Daemon;

/// <summary>Finds mistyped options among the words of a prompt, where the parser takes any word.</summary>
internal static class PromptWords
{
    /// <summary>Checks the words of a prompt.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="command">The command whose options there are.</param>
    /// <param name="prompt">The argument that holds the words.</param>
    /// <exception cref="ChatException">A word looks like an option: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static void Check(ParseResult result, Command command, Argument prompt)
    {
        var words = result.GetResult(prompt)?.Tokens ?? [];
        var free = words.Count - WordsAfterDoubleDash(result.Tokens);
        for (var index = 0; index < free; index++)
        {
            var word = words[index].Value;
            if (LooksLikeOption(word))
            {
                var nearest = NearestNames.FindOne(word, ParseFailure.OptionNames(command));
                throw UsageError.Create(
                    $"There is no option {word}.",
                    nearest is null
                        ? $"Run chatd {command.Name} --help for its options, or put -- before a prompt that begins with a dash."
                        : $"Did you mean {nearest}? Put -- before a prompt that begins with a dash."
                );
            }
        }
    }

    private static int WordsAfterDoubleDash(IReadOnlyList<Token> tokens)
    {
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index].Type == TokenType.DoubleDash)
            {
                return tokens.Count - index - 1;
            }
        }

        return 0;
    }

    // "-5 degrees" and "- a list" are prompts; "--max" and "-x" are options, or were meant to be.
    private static bool LooksLikeOption(string word)
    {
        var dashes = word.AsSpan().IndexOfAnyExcept('-');
        return dashes is 1 or 2 && char.IsAsciiLetter(word[dashes]) && !word.AsSpan().ContainsAny(' ', '\n', '\t');
    }
}
