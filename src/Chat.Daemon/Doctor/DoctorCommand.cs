using System.CommandLine;
using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Doctor;

/// <summary><c>chatd doctor</c>: one line for each thing that must be so, and what to do where it is not.</summary>
internal static class DoctorCommand
{
    /// <summary>Gives a command what <c>doctor</c> does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    public static void Fill(Command command, CommandHost host) =>
        command.SetAction(async (_, _) => await RunAsync(host).ConfigureAwait(false));

    private static async Task<int> RunAsync(CommandHost host)
    {
        var output = new Utf8Output(host.Terminal.Output);
        var engine = new EngineChecks(host.Engine);
        var folders = host.Settings.Folders;
        var problems = 0;
        Show([new Finding($"chatd: {VersionText.Version}")]);
        Show(engine.Libraries());
        Show([await engine.ModelAsync(model: null, host.Interrupt).ConfigureAwait(false)]);
        if (host.Settings.Model is { } model)
        {
            Show([await CheckModelAsync(host, engine, model).ConfigureAwait(false)]);
        }

        Show([FolderChecks.Models(folders), FolderChecks.Cache(folders), FolderChecks.Home(folders)]);
        Show(new ProfileChecks(host).Run());
        return problems == 0 ? ExitCodes.Success : ExitCodes.Failed;

        void Show(IReadOnlyList<Finding> findings)
        {
            foreach (var finding in findings)
            {
                problems += finding.Remedy is null ? 0 : 1;
                output.WriteLine(finding.Line);
            }
        }
    }

    // A server is not asked here: that is what chatd profiles test does.
    private static async Task<Finding> CheckModelAsync(CommandHost host, EngineChecks engine, string model)
    {
        ModelReference reference;
        try
        {
            reference = DoorBackends.ProfilesOf(host).Resolve(model);
        }
        catch (ChatException error)
        {
            return new Finding($"model {model}: {error.Message}", error.Advice);
        }

        return reference.Profile.Kind == ProfileKind.Local
            ? await engine.ModelAsync(reference.AskedName, host.Interrupt).ConfigureAwait(false)
            : new Finding(
                $"model {model}: {reference.Model} of the {reference.Profile.Kind} profile '{reference.Profile.Name}'"
            );
    }
}
