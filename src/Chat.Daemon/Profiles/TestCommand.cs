using System.CommandLine;
using System.Text.Json;
using Chat.Client.Profiles;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Profiles;

/// <summary><c>chatd profiles test</c>: asks each profile whether it can be used.</summary>
internal static class TestCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CommandHost host)
    {
        var command = new Command(
            "test",
            "Check keys, servers and models. Exit code 1, or the failure's, on a problem."
        );
        var names = new Argument<string[]>("name")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The profiles to test. Default: all.",
        };
        var model = NewOption.Text("--model", "MODEL", "The model to look for. Default: the profile's own.", "-m");
        var complete = NewOption.Flag(
            "--complete",
            "Ask for an answer of one token too. It may cost something, and load a model."
        );
        var timeout = NewOption.Text(
            "--timeout",
            "SECONDS",
            "The time for each check. Default: 10; 60 for --complete."
        );
        var json = NewOption.Flag("--json", "Print a JSON array.");
        command.Add(names);
        command.Add(model);
        command.Add(complete);
        command.Add(timeout);
        command.Add(json);
        command.SetAction(
            (result, _) =>
            {
                var reader = new OptionReader(result);
                var plan = new TestPlan
                {
                    Model = reader.Name(model),
                    Complete = reader.IsSet(complete),
                    Limit = reader.Seconds(timeout, ProfileProbes.LongestLimit),
                };
                return RunAsync(host, result.GetValue(names) ?? [], plan, reader.IsSet(json));
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(CommandHost host, string[] names, TestPlan plan, bool json)
    {
        var profiles = DoorBackends.ProfilesOf(host);
        IReadOnlyList<ChatProfile> asked =
            names.Length == 0
                ? profiles.Profiles
                : [.. names.Select(profiles.Get).DistinctBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase)];
        using var backends = new DoorBackends(host, new EngineChoices(), progress: null);
        var tester = new ProfileTester(host, backends, plan with { IsNamed = names.Length > 0 });
        var found = await ProfileProbes.AskAllAsync(asked, tester.TestAsync, host.Interrupt).ConfigureAwait(false);
        IReadOnlyList<ProfileFinding> findings =
        [
            .. found.SelectMany(list => list),
            .. names.Length > 0
                ? []
                : profiles.Broken.Select(broken => ProfileFinding.Failed(broken.Name, "profile", broken.Fault)),
        ];
        var output = new Utf8Output(host.Terminal.Output);
        if (json)
        {
            output.WriteLine(
                JsonSerializer.Serialize(findings, ProfilesJsonContext.Readable.IReadOnlyListProfileFinding)
            );
        }
        else
        {
            foreach (var finding in findings)
            {
                output.WriteLine(finding.Line);
            }
        }

        int[] codes = [.. findings.Select(finding => finding.ExitCode).Where(code => code != 0).Distinct()];
        return codes switch
        {
            [] => ExitCodes.Success,
            [var code] => code,
            _ => ExitCodes.Failed,
        };
    }
}
