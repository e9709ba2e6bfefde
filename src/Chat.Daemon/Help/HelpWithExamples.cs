using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Chat.Daemon.Help;

/// <summary>The help of a command, with examples after it.</summary>
/// <param name="entries">The commands and their examples.</param>
internal sealed class HelpWithExamples(IReadOnlyList<CommandEntry> entries) : SynchronousCommandLineAction
{
    private const int Width = 120;

    private const string Environment = """

        Environment:
          CHAT_HOME    The folder of settings, models and caches. Default: the platform's own folders.
          CHAT_MODEL   The model when --model is not given.
          CHAT_PROFILE The profile when a model is named without one. Default: the profiles file's, else local.
          CHAT_NATIVE  The folder of the llama.cpp libraries. Default: llama beside the program.
          OPENAI_API_KEY, OPENAI_BASE_URL, MISTRAL_API_KEY, AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY, OLLAMA_HOST
                       Each makes the profile openai, mistral, azure or ollama.

        """;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction { MaxWidth = Width }.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.Write("Examples:\n");
        foreach (var example in ExamplesOf(parseResult.CommandResult.Command))
        {
            output.Write($"  {example}\n");
        }

        if (parseResult.CommandResult.Command is RootCommand)
        {
            output.Write(Environment);
        }

        return ExitCodes.Success;
    }

    // The root shows the first example of each command.
    private IEnumerable<string> ExamplesOf(Command command)
    {
        if (command is RootCommand)
        {
            return entries.Select(entry => entry.Examples[0]);
        }

        var names = new HashSet<string>(StringComparer.Ordinal) { command.Name };
        names.UnionWith(command.Parents.OfType<Command>().Select(parent => parent.Name));
        return entries.FirstOrDefault(entry => names.Contains(entry.Name))?.Examples ?? [];
    }
}
