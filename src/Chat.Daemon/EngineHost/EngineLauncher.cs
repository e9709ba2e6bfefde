using System.Diagnostics;
using Chat.Rpc.EngineHost;

namespace Chat.Daemon.EngineHost;

/// <summary>Starts this program as an engine host.</summary>
internal sealed class EngineLauncher : IEngineHostLauncher
{
    // Redirects all three streams, so that "chatd ask | cat" ends when ask does; exec keeps the process id, so that the log bears the
    // host's. Where there is setsid the host leaves the terminal's session: Ctrl+C and Ctrl+Z are not meant for it. setsid starts no
    // process of its own here, as the shell does not lead a process group. A log that cannot be opened is tried in a shell of its own: a
    // failed redirection of a special built-in ends the shell. Descriptors that an editor left open are nobody's there.
    private const string Script = """
        umask 077
        log="$1/engine-$$.log"
        shift
        (: >>"$log") 2>/dev/null || exit 3
        exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
        if command -v setsid >/dev/null 2>&1; then
          exec setsid "$0" "$@" </dev/null >/dev/null 2>>"$log"
        fi
        exec "$0" "$@" </dev/null >/dev/null 2>>"$log"
        """;

    /// <inheritdoc/>
    public IEngineHostProcess Launch(EngineHostAddress address)
    {
        var program = ThisProgram();
        var start = new ProcessStartInfo { UseShellExecute = false, WorkingDirectory = address.RunFolder };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = program[0];
            start.CreateNoWindow = true;
            start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
            Add(start, program.Skip(1));
            start.ArgumentList.Add(EngineCommand.Name);
        }
        else
        {
            start.FileName = "/bin/sh";
            Add(start, ["-c", Script, program[0], address.RunFolder, .. program.Skip(1), EngineCommand.Name]);
        }

        ChildEnvironment.Reduce(start.Environment);
        var process = Process.Start(start) ?? throw new IOException("The system started no process.");
        return new LaunchedEngine(process);
    }

    // Either the program's own file, or the dotnet host and the assembly.
    private static List<string> ThisProgram()
    {
        var file = Environment.ProcessPath ?? throw new IOException("The path of this program is not known.");
        return string.Equals(Path.GetFileNameWithoutExtension(file), "dotnet", StringComparison.OrdinalIgnoreCase)
            ? [file, Path.Combine(AppContext.BaseDirectory, "chatd.dll")]
            : [file];
    }

    private static void Add(ProcessStartInfo start, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }
}
