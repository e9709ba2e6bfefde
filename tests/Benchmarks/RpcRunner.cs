using System.Diagnostics;
using System.Globalization;
using Chat.Core.Backends;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Http;
using Chat.Rpc;
using Chat.Rpc.Protocol;

namespace Benchmarks;

/// <summary>
/// Measures <c>chatd rpc</c>: from the start of its process to its handshake, its memory before any model, and what it adds to a chunk of a
/// server that sends one every 25 ms, beside a backend in this process. The goals are 150 ms, 60 MB and 100 µs. Usage:
/// <c>rpc PATH-OF-CHATD [CHUNKS]</c>; the path is that of a program or of a <c>.dll</c>.
/// </summary>
internal static class RpcRunner
{
    private const int Starts = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    /// <summary>Runs the measurements and prints them.</summary>
    /// <param name="arguments">The arguments after <c>rpc</c>.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var program = arguments[0];
        var chunks = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 400;
        using var server = new PacedServer(chunks, Pace);
        server.Start();
        var home = Directory.CreateTempSubdirectory("chat-bench-").FullName;
        try
        {
            WriteProfiles(home, server.Address);
            await MeasureStartsAsync(program, home);
            await MeasureHopAsync(program, home, server);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task MeasureStartsAsync(string program, string home)
    {
        List<double> handshakes = [];
        List<double> memory = [];
        for (var start = 0; start <= Starts; start++)
        {
            var began = Stopwatch.GetTimestamp();
            using var process = Start(program, home);
            await using var client = await ConnectAsync(process);
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            process.Refresh();
            // The first start reads the files from the disk.
            if (start > 0)
            {
                handshakes.Add(took);
                memory.Add(process.WorkingSet64 / 1e6);
            }

            await client.ShutdownAsync(CancellationToken.None);
            await process.WaitForExitAsync();
        }

        await PrintAsync(
            $"handshake from process start, {Starts} starts: p50 {At(handshakes, 0.5):F0} ms, p90 {At(handshakes, 0.9):F0} ms; resident p50 {At(memory, 0.5):F1} MB"
        );
    }

    private static async Task MeasureHopAsync(string program, string home, PacedServer server)
    {
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var direct = backends.Create(
            new HttpBackendOptions { Target = HttpTargets.OpenAI, BaseAddress = server.Address }
        );
        using var process = Start(program, home);
        await using var client = await ConnectAsync(process);
        var request = new ChatCompletionRequest { Model = "m", Messages = [ChatMessage.User("x")] };
        List<double> own = [];
        List<double> hop = [];
        for (var round = 0; round < 3; round++)
        {
            // The first round warms both up.
            own = await TimesAsync(Direct(direct, request), server);
            var fields = new ChatCompleteParams { Request = request, Model = "paced/m" };
            hop = await TimesAsync(client.StreamAsync(fields, CancellationToken.None), server);
        }

        await PrintAsync(
            $"chunk, {own.Count} each: in process p50 {At(own, 0.5):F0} us p90 {At(own, 0.9):F0} us, through chatd rpc p50 {At(hop, 0.5):F0} us p90 {At(hop, 0.9):F0} us, added p50 {At(hop, 0.5) - At(own, 0.5):F0} us"
        );
        await client.ShutdownAsync(CancellationToken.None);
        await process.WaitForExitAsync();
    }

    private static IAsyncEnumerable<ChatCompletionChunk> Direct(IChatBackend backend, ChatCompletionRequest request) =>
        backend.StreamAsync(request, CancellationToken.None);

    private static async Task<List<double>> TimesAsync(IAsyncEnumerable<ChatCompletionChunk> chunks, PacedServer server)
    {
        List<double> times = [];
        await foreach (var chunk in chunks)
        {
            var now = Stopwatch.GetTimestamp();
            if (
                chunk.Choices.Count > 0
                && int.TryParse(chunk.Choices[0].Delta.Content, CultureInfo.InvariantCulture, out var index)
            )
            {
                times.Add(Stopwatch.GetElapsedTime(server.Sent[index], now).TotalMicroseconds);
            }
        }

        return times;
    }

    private static Task<RpcClient> ConnectAsync(Process process) =>
        RpcClient.ConnectAsync(
            process.StandardOutput.BaseStream,
            process.StandardInput.BaseStream,
            new PeerInfo { Name = "Benchmarks" },
            handlers: null,
            options: null,
            CancellationToken.None
        );

    private static Process Start(string program, string home)
    {
        var isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : program, isLibrary ? [program, "rpc"] : ["rpc"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["CHAT_HOME"] = home;
        return Process.Start(start)!;
    }

    private static void WriteProfiles(string home, Uri address)
    {
        var config = Directory.CreateDirectory(Path.Combine(home, "config")).FullName;
        File.WriteAllText(
            Path.Combine(config, "profiles.json"),
            $$"""{"profiles":{"paced":{"kind":"openai-compatible","url":"{{address}}"} } }"""
        );
    }

    private static Task PrintAsync(FormattableString line) =>
        Console.Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    private static double At(List<double> values, double share) =>
        values.Order().ElementAt((int)(values.Count * share));
}
