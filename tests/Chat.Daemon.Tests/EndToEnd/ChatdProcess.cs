using System.Diagnostics;
using System.Text;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>Starts the real <c>chatd</c> that is built beside the tests, in a home of its own.</summary>
internal sealed class ChatdProcess : IDisposable
{
    /// <summary>After this a process is killed and its test fails.</summary>
    private static readonly TimeSpan KillAfter = TimeSpan.FromSeconds(120);

    /// <summary>A question that is still being answered when a test does what it is about.</summary>
    public static readonly string[] Endless =
    [
        "ask",
        "--ignore-eos",
        "--max-tokens",
        "7000",
        "--temperature",
        "0",
        "Tell me a story.",
    ];

    private readonly TempFolder _folder = new();

    public ChatdProcess() => Environment["CHAT_HOME"] = _folder.File("home");

    /// <summary>The environment that is added to that of the tests; null takes a variable away.</summary>
    public Dictionary<string, string?> Environment { get; } =
        new(StringComparer.Ordinal) { ["CHAT_MODEL"] = null, ["CHAT_NATIVE"] = null };

    /// <summary>The program.</summary>
    public string Program { get; set; } = System.IO.Path.Combine(AppContext.BaseDirectory, "chatd.dll");

    public string File(string name) => _folder.File(name);

    /// <summary>Runs a command line to its end, with nothing on standard input.</summary>
    public Task<ChatdResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Asks with settings that are gentle to the machine and always give the same answer.</summary>
    public Task<ChatdResult> AskAsync(params string[] arguments) =>
        RunAsync([], ["ask", .. Gentle, "--seed", "1", "--temperature", "0", .. arguments]);

    /// <summary>Runs a command line to its end.</summary>
    public async Task<ChatdResult> RunAsync(byte[] input, params string[] arguments)
    {
        using var process = Start(arguments);
        using var limit = new CancellationTokenSource(KillAfter);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
            var error = ReadAsync(process.StandardError.BaseStream, limit.Token);
            await WriteAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ChatdResult(process.ExitCode, await output, await error);
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>
    /// Starts a command line, reads its first byte of output, does something to it (null: closes its standard output), and waits
    /// for its end.
    /// </summary>
    public async Task<ChatdResult> RunUntilFirstByteAsync(Action<Process>? then, params string[] arguments)
    {
        using var process = Start(arguments);
        using var limit = new CancellationTokenSource(KillAfter);
        try
        {
            process.StandardInput.Close();
            var error = ReadAsync(process.StandardError.BaseStream, limit.Token);
            var first = new byte[1];
            var stdout = process.StandardOutput.BaseStream;
            Assert.Equal(1, await stdout.ReadAsync(first, limit.Token));
            var rest = "";
            if (then is null)
            {
                stdout.Close();
            }
            else
            {
                then(process);
                rest = await ReadAsync(stdout, limit.Token);
            }

            await process.WaitForExitAsync(limit.Token);
            return new ChatdResult(process.ExitCode, Encoding.UTF8.GetString(first) + rest, await error);
        }
        finally
        {
            Kill(process);
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>One thread that does not spin: the tests share the machine.</summary>
    public static string[] Gentle { get; } = ["--threads", "1", "--poll", "0"];

    /// <summary>Starts a command line; whoever calls ends it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task WriteAsync(Process process, byte[] input, CancellationToken cancellationToken)
    {
        var stream = process.StandardInput.BaseStream;
        await using (stream)
        {
            try
            {
                await stream.WriteAsync(input, cancellationToken);
            }
            catch (IOException)
            {
                // A process that refuses its command line reads no input.
            }
        }
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
