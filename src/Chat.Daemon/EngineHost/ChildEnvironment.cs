namespace Chat.Daemon.EngineHost;

/// <summary>What of this process's environment an engine host gets: what it needs and nothing else, so that no key ever reaches it.</summary>
internal static class ChildEnvironment
{
    private static readonly string[] Names =
    [
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "LANG",
        "TZ",
        "CHAT_HOME",
        "CHAT_NATIVE",
        "LD_LIBRARY_PATH",
        // Windows does without these badly.
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "WINDIR",
        "COMSPEC",
        "PATHEXT",
        "PROGRAMDATA",
        "PROGRAMFILES",
        "NUMBER_OF_PROCESSORS",
        "PROCESSOR_ARCHITECTURE",
        "TEMP",
    ];

    private static readonly string[] Prefixes =
    [
        "TMP",
        "LC_",
        "XDG_",
        "DOTNET_",
        "DYLD_",
        "CUDA_",
        "GGML_",
        "LLAMA_",
        "HIP_",
        "ROCR_",
        "VK_",
        "OMP_",
    ];

    // LLAMA_API_KEY is a real one: a name that says it holds a secret stays here whatever it begins with.
    private static readonly string[] Secrets = ["KEY", "TOKEN", "SECRET", "PASS", "AUTH", "CREDENTIAL"];

    // A personal access token; within a word it would be found in every path.
    private const string SecretWord = "PAT";

    // With it a lock of a file holds nobody off, and there would be two hosts.
    private const string NoLocks = "DOTNET_SYSTEM_IO_DISABLEFILELOCKING";

    /// <summary>Whether a variable goes to an engine host.</summary>
    /// <param name="name">Its name; case does not count.</param>
    public static bool Passes(string name) =>
        (
            Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        )
        && !Secrets.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        && !name.Split('_').Contains(SecretWord, StringComparer.OrdinalIgnoreCase)
        && !name.Equals(NoLocks, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes out of an environment what does not pass, and makes the folders of this program absolute: the host's current folder is another one.</summary>
    /// <param name="environment">The environment that a child would get.</param>
    public static void Reduce(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => !Passes(name)).ToList())
        {
            environment.Remove(name);
        }

        foreach (var name in (string[])["CHAT_HOME", "CHAT_NATIVE"])
        {
            if (environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                environment[name] = Path.GetFullPath(value);
            }
        }
    }
}
