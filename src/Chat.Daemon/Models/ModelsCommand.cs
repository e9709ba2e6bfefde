using System.CommandLine;
using System.Text.Json;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Models;

/// <summary><c>chatd models</c>: what models there are, and what one of them is.</summary>
internal static class ModelsCommand
{
    /// <summary>Gives a command the subcommands of <c>models</c>. Without one it lists.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host)
    {
        command.Add(List(host));
        command.Add(Show(host));
        // The same options on the command itself, so that "models --json" lists too.
        AddListing(command, host);
    }

    private static Command List(CommandHost host)
    {
        var command = new Command(
            "list",
            "List the bundled models, those of the models folder and those of every profile."
        );
        AddListing(command, host);
        return command;
    }

    private static void AddListing(Command command, CommandHost host)
    {
        var profile = NewOption.Text("--profile", "NAME", "List the models of this profile alone.");
        var timeout = NewOption.Text("--timeout", "SECONDS", "The time for each profile. Default: 10.");
        var json = NewOption.Flag("--json", "Print a JSON array.");
        command.Add(profile);
        command.Add(timeout);
        command.Add(json);
        command.SetAction(
            (result, _) =>
            {
                var reader = new OptionReader(result);
                var limit = reader.Seconds(timeout, ProfileProbes.LongestLimit) ?? ProfileProbes.DefaultLimit;
                return ListModelsAsync(host, reader.Name(profile), limit, reader.IsSet(json));
            }
        );
    }

    private static Command Show(CommandHost host)
    {
        var command = new Command(
            "show",
            "Show what a model's file says of itself, and whether it is the file it should be."
        );
        var name = new Argument<string?>("name")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description =
                "A local model's name, or the path of a .gguf file. Default: CHAT_MODEL if local, else the bundled model.",
        };
        var json = NewOption.Flag("--json", "Print a JSON object.");
        command.Add(name);
        command.Add(json);
        command.SetAction(
            async (result, _) =>
            {
                var reference = LocalModel.Read(host, "models show", result.GetValue(name));
                var sheet = await host.Engine.ShowModelAsync(reference, host.Interrupt).ConfigureAwait(false);
                new Utf8Output(host.Terminal.Output).Write(
                    result.GetValue(json)
                        ? JsonSerializer.Serialize(sheet, ModelsJsonContext.Readable.ModelSheet) + "\n"
                        : ModelTables.Describe(sheet, host.Terminal)
                );
                return ExitCodes.Success;
            }
        );
        return command;
    }

    private static async Task<int> ListModelsAsync(CommandHost host, string? profile, TimeSpan limit, bool json)
    {
        var found = await new ModelLists(host, limit).ReadAsync(profile).ConfigureAwait(false);
        var models = await LoadedModels.MarkAsync(found, host).ConfigureAwait(false);
        new Utf8Output(host.Terminal.Output).Write(
            json
                ? JsonSerializer.Serialize(models, ModelsJsonContext.Readable.IReadOnlyListModelSummary) + "\n"
                : ModelTables.Describe(models, host.Terminal)
        );
        return ExitCodes.Success;
    }
}
