using System.CommandLine;

namespace Chat.Daemon.Profiles;

/// <summary>The options of <c>profiles add</c>.</summary>
internal sealed class AddOptions
{
    /// <summary>The profile's name.</summary>
    public Argument<string> Name { get; } =
        new("name") { Description = "The name: letters, digits, dots, underscores and hyphens." };

    /// <summary>What kind of server it is.</summary>
    public Option<string> Kind { get; } =
        NewOption.Text(
            "--kind",
            "KIND",
            "openai, openai-compatible, azure, mistral, ollama, ollama-v1, vllm, llama-server, ktransformers or local."
        );

    /// <summary>The base address.</summary>
    public Option<string> Address { get; } =
        NewOption.Text(
            "--address",
            "URL",
            "The base address, such as https://host.example/v1. Default: the kind's own.",
            "--url"
        );

    /// <summary>Where the key is kept.</summary>
    public Option<string> Key { get; } =
        NewOption.Text("--key", "REF", "Where the key is kept, never the key: env:NAME, or file:PATH of mode 0600.");

    /// <summary>The default model.</summary>
    public Option<string> Model { get; } = NewOption.Text("--model", "MODEL", "The model when none is named.", "-m");

    /// <summary>Makes it the default profile.</summary>
    public Option<bool> Default { get; } = NewOption.Flag("--default", "Ask this profile when none is named.");

    /// <summary>Replaces one of the same name.</summary>
    public Option<bool> Replace { get; } = NewOption.Flag("--replace", "Replace the profile of that name.");

    /// <summary>Refuses what is not heeded.</summary>
    public Option<bool> Strict { get; } =
        NewOption.Flag("--strict", "Refuse requests with a field that the server would ignore.");

    /// <summary>The organization.</summary>
    public Option<string> Organization { get; } =
        NewOption.Text("--organization", "ID", "OpenAI: the organization that pays.");

    /// <summary>The project.</summary>
    public Option<string> Project { get; } = NewOption.Text("--project", "ID", "OpenAI: the project that pays.");

    /// <summary>The API version.</summary>
    public Option<string> ApiVersion { get; } = NewOption.Text("--api-version", "VERSION", "Azure: the api-version.");

    /// <summary>Deployments.</summary>
    public Option<string[]> Deployment { get; } =
        NewOption.Texts("--deployment", "MODEL=NAME", "Azure: the deployment of a model. Repeatable.");

    /// <summary>Headers.</summary>
    public Option<string[]> Header { get; } =
        NewOption.Texts("--header", "NAME=VALUE", "A header of every request; a secret one as NAME=env:X. Repeatable.");

    /// <summary>Retries.</summary>
    public Option<string> Retries { get; } =
        NewOption.Text("--retries", "N", "How often a failed request is tried again, 0 to 10. Default: 2.");

    /// <summary>The proxy.</summary>
    public Option<string> Proxy { get; } =
        NewOption.Text("--proxy", "URL", "http, https or socks5. Default: the system's.");

    /// <summary>Adds all to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(Name);
        Option[] options =
        [
            Kind,
            Address,
            Key,
            Model,
            Default,
            Replace,
            Strict,
            Organization,
            Project,
            ApiVersion,
            Deployment,
            Header,
            Retries,
            Proxy,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }
}
