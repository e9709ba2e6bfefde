using System.CommandLine;
using System.CommandLine.Help;
using Chat.Daemon.Ask;
using Chat.Daemon.Bench;
using Chat.Daemon.Doctor;
using Chat.Daemon.EngineHost;
using Chat.Daemon.Help;
using Chat.Daemon.Models;
using Chat.Daemon.Profiles;
using Chat.Daemon.Rpc;
using Chat.Daemon.Tokens;

namespace Chat.Daemon;

/// <summary>The commands. Only the one that was asked for is filled: making options nobody reads would slow every start.</summary>
internal static class CommandTree
{
    private static readonly CommandEntry[] Entries =
    [
        new(
            "ask",
            "Ask a model and stream the answer. On a terminal its control characters, but tabs and line feeds, become blanks.",
            [
                "chatd ask \"Are dogs real?\"",
                "echo \"The sky is green.\" | chatd ask \"Repeat the text:\"   # a piped text follows the prompt",
                "chatd ask --json --seed 1 --temperature 0 --max-tokens 32 \"Name three colors.\"",
                "chatd ask -s \"Answer in one word.\" --stop . \"What is the capital of France?\"",
                "chatd ask -m openai/gpt-4.1-mini \"Are dogs real?\"   # the key of OPENAI_API_KEY; mistral/, ollama/, azure/ likewise",
                "chatd ask -m ollama/llama3.2 --schema person.schema.json --strict \"Make up a person.\"",
                "chatd ask -m openai/gpt-4.1-mini --tool weather.json --tool-choice required \"Is it raining in Rome?\"",
                "chatd ask -m openai/gpt-4.1-mini --image photo.jpg \"What is this?\"",
                "chatd ask -m openai/gpt-4.1-mini --record hello.json \"Say hello.\"   # then --replay hello.json, offline",
            ],
            AskCommand.Fill
        ),
        new(
            "tokens",
            "Count the tokens of a text.",
            ["chatd tokens \"Are dogs real?\"", "chatd tokens --json < README.md   # their ids and texts too"],
            TokensCommand.Fill
        ),
        new(
            "models",
            "List the models of every profile, or show a local one.",
            [
                "chatd models list   # and which of them the engine host holds in memory",
                "chatd models list --profile ollama",
                "chatd models show smollm2-135m-instruct",
                "chatd models list --json",
            ],
            ModelsCommand.Fill
        ),
        new(
            "profiles",
            "List, add, remove and test the servers that can be asked.",
            [
                "chatd profiles list",
                "chatd profiles add work --kind vllm --address http://gpu.example:8000/v1 --model qwen3 --default",
                "chatd profiles add router --kind openai-compatible --address https://openrouter.ai/api/v1 --key env:ROUTER_KEY",
                "chatd profiles test --complete work   # key, server, model, and an answer of one token",
                "chatd profiles remove work",
            ],
            ProfilesCommand.Fill
        ),
        new(
            "bench",
            "Measure the speed of prompts and answers.",
            ["chatd bench", "chatd bench --threads 1,2 --poll 0,100 --streams 1 --json"],
            BenchCommand.Fill
        ),
        new(
            "rpc",
            "Serve an editor: JSON-RPC 2.0 in LSP frames on standard input and output, and nothing else there.",
            ["chatd rpc", "chatd rpc --log rpc.log --trace   # the frames too, without secrets"],
            RpcCommand.Fill
        ),
        new(
            "doctor",
            "Check the libraries, the models, the folders, the profiles and the processor.",
            ["chatd doctor   # exit code 1 when there is a problem"],
            DoctorCommand.Fill
        ),
        new(
            "status",
            "Show what the engine host holds and does. Starts none.",
            ["chatd status", "chatd status --json"],
            StatusCommand.Fill
        ),
        new(
            "stop",
            "End the engine host. The next local request starts another.",
            ["chatd stop", "chatd stop --now   # cancels what runs"],
            StopCommand.Fill
        ),
        new(
            EngineCommand.Name,
            "Be the engine host: the process that computes for all the others, which start it.",
            ["chatd engine --idle 60   # in the foreground, with its log on standard error"],
            EngineCommand.Fill
        ),
    ];

    /// <summary>Builds the tree for a command line.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="host">The process.</param>
    public static RootCommand Build(string[] arguments, CommandHost host)
    {
        var root = new RootCommand(
            "Chat completions from a model on this machine (no key, no server, no network) or from any server."
        );
        root.Options.Clear();
        root.Directives.Clear();
        var version = NewOption.Flag("--version", "Show the version of chatd and of its llama.cpp.");
        root.Add(version);
        root.Add(new HelpOption("--help", "-h") { Action = new HelpWithExamples(Entries) });
        foreach (var entry in Entries)
        {
            var command = new Command(entry.Name, entry.Description);
            if (arguments.Contains(entry.Name, StringComparer.Ordinal))
            {
                entry.Fill(command, host);
            }

            root.Add(command);
        }

        root.SetAction(result =>
        {
            if (!result.GetValue(version))
            {
                throw UsageError.Create("No command was given.", "Run chatd --help for the commands.");
            }

            new ConsoleIO.Utf8Output(host.Terminal.Output).Write(VersionText.Describe(host.Engine.ReadRelease()));
            return ExitCodes.Success;
        });
        return root;
    }
}
