using System.CommandLine;
using System.CommandLine.Parsing;
using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Daemon;

/// <summary>Says in one sentence each what is wrong with a command line and what to do.</summary>
internal static class ParseFailure
{
    /// <summary>Describes the first mistake.</summary>
    /// <param name="result">A command line with at least one mistake.</param>
    public static ChatException Describe(ParseResult result)
    {
        var error = result.Errors[0];
        var command = result.CommandResult.Command;
        var help =
            command is RootCommand
                ? "Run chatd --help for the commands."
                : $"Run {PathOf(result.CommandResult)} --help for its options.";
        if (result.UnmatchedTokens is [var word, ..])
        {
            return Unknown(word, command, help);
        }

        return command.Subcommands.Count > 0 && error.SymbolResult is CommandResult
            ? UsageError.Create("No command was given.", help)
            : UsageError.Create(error.Message, help);
    }

    /// <summary>Refuses values of switches, such as <c>--json=no</c>: the parser would take the value for a word of the prompt.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="result">The parsed command line.</param>
    /// <exception cref="ChatException">There is one: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static void RefuseSwitchValues(IReadOnlyList<string> arguments, ParseResult result)
    {
        foreach (var argument in arguments)
        {
            if (argument is "--")
            {
                return;
            }

            var end = argument.AsSpan().IndexOfAny('=', ':');
            if (!argument.StartsWith('-') || end < 0)
            {
                continue;
            }

            foreach (var option in result.CommandResult.Command.Options)
            {
                if (option.ValueType == typeof(bool) && argument.AsSpan(0, end).SequenceEqual(option.Name))
                {
                    throw UsageError.Create(
                        $"{option.Name} takes no value.",
                        $"Give {option.Name} alone, or leave it out."
                    );
                }
            }
        }
    }

    /// <summary>The names and aliases of a command's options.</summary>
    /// <param name="command">The command.</param>
    public static IEnumerable<string> OptionNames(Command command)
    {
        foreach (var option in command.Options)
        {
            yield return option.Name;
            foreach (var alias in option.Aliases)
            {
                yield return alias;
            }
        }
    }

    private static ChatException Unknown(string word, Command command, string help)
    {
        if (word.StartsWith('-'))
        {
            var option = NearestNames.FindOne(word, OptionNames(command));
            return UsageError.Create($"There is no option {word}.", option is null ? help : $"Did you mean {option}?");
        }

        var name = NearestNames.FindOne(word, command.Subcommands.Select(subcommand => subcommand.Name));
        var what = command.Subcommands.Count > 0 ? $"There is no command {word}." : $"\"{word}\" is one word too many.";
        return UsageError.Create(what, name is null ? help : $"Did you mean {name}?");
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "chatd";
}
