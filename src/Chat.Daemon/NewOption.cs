using System.CommandLine;

namespace Chat.Daemon;

/// <summary>Makes options of the few kinds there are. Values are read by <see cref="OptionReader"/>.</summary>
internal static class NewOption
{
    /// <summary>An option with a value.</summary>
    /// <param name="name">Its name with the dashes.</param>
    /// <param name="value">What stands for the value in the help.</param>
    /// <param name="description">One sentence for the help.</param>
    /// <param name="aliases">Short names.</param>
    public static Option<string> Text(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    /// <summary>An option with a value that may be given several times.</summary>
    /// <param name="name">Its name with the dashes.</param>
    /// <param name="value">What stands for the value in the help.</param>
    /// <param name="description">One sentence for the help.</param>
    public static Option<string[]> Texts(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    /// <summary>An option that is given or not.</summary>
    /// <param name="name">Its name with the dashes.</param>
    /// <param name="description">One sentence for the help.</param>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The <c>--model</c> option of the commands that work with local models alone.</summary>
    public static Option<string> Model() =>
        Text(
            "--model",
            "MODEL",
            "A local model's name, or the path of a .gguf file. Default: CHAT_MODEL if local, else the bundled model.",
            "-m"
        );
}
