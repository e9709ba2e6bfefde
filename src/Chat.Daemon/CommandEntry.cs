using System.CommandLine;

namespace Chat.Daemon;

/// <summary>A command as the tree knows it before it is asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">One sentence for the help.</param>
/// <param name="Examples">Command lines for the help, each with what it does after a <c>#</c>.</param>
/// <param name="Fill">Gives the command its options and what it does.</param>
internal sealed record CommandEntry(
    string Name,
    string Description,
    IReadOnlyList<string> Examples,
    Action<Command, CommandHost> Fill
);
