using System.CommandLine;

namespace Chat.Daemon.LocalEngine;

/// <summary>The options that say how the engine runs.</summary>
internal sealed class EngineChoiceOptions
{
    /// <summary>The most threads that can be asked for.</summary>
    public const int MaxThreads = 512;

    /// <summary>The longest spinning that can be asked for.</summary>
    public const int MaxPoll = 100;

    private readonly Option<string> _threads = NewOption.Text(
        "--threads",
        "N",
        "Threads to compute on, 1 to 512; computes in this process. Default: the cores this process may use."
    );

    private readonly Option<string> _poll = NewOption.Text(
        "--poll",
        "N",
        "How long a waiting thread spins, 0 (never) to 100; computes in this process. Default: 100."
    );

    private readonly Option<string> _context = NewOption.Text(
        "--context",
        "N",
        "The context window in tokens; computes in this process. Default: the model's, at most 8192."
    );

    private readonly Option<bool> _inProcess = NewInProcess();

    /// <summary>The <c>--in-process</c> option.</summary>
    public static Option<bool> NewInProcess() =>
        NewOption.Flag("--in-process", "Load the model into this process, not into the engine host that all share.");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_threads);
        command.Add(_poll);
        command.Add(_context);
        command.Add(_inProcess);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="reader">The command line.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">A value is out of its range.</exception>
    public EngineChoices Read(OptionReader reader) =>
        new(
            reader.Integer(_threads, 1, MaxThreads),
            reader.Integer(_poll, 0, MaxPoll),
            reader.Integer(_context, 1),
            reader.IsSet(_inProcess)
        );
}
