using System.Diagnostics;
using System.Text.Json.Nodes;
using Chat.Conformance.Tests.Backends;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Doors;

/// <summary><c>chatd rpc</c> as a client sees it that shares no line with this project: the library that VS Code's own clients use.</summary>
[Collection(EngineCollection.Name)]
public sealed class RpcClientTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    // The program's own output: the one of these tests has ASP.NET Core's libraries in the place of some of the program's.
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(
            AppContext.BaseDirectory,
            "..",
            "..",
            "Chat.Daemon",
            Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
            "chatd.dll"
        )
    );

    private readonly ServedDoor _door = new();

    [RpcClientFact]
    public async Task It_initializes_streams_from_the_engine_and_a_server_cancels_and_leaves_with_0()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile(model);
        const string local = "local/smollm2-135m-instruct";

        var told = await RunAsync(
            new JsonObject
            {
                ["command"] = new JsonArray("dotnet", Program, "rpc"),
                ["stream"] = new JsonArray("m/echo", local),
                ["cancel"] = "m/slow",
            }
        );

        Assert.Equal("chatd", (string?)told["server"]);
        Assert.Equal("1 2 3 4 5", (string?)told["answers"]!["m/echo"]);
        Assert.NotEqual("", (string?)told["answers"]![local]);
        Assert.Equal(-32800, (int?)told["cancelled"]);
        Assert.Equal(0, (int?)told["exitCode"]);
    }

    /// <summary>Ends the engine host that the daemon started.</summary>
    public void Dispose()
    {
        using (var stop = Process.Start(With(new ProcessStartInfo("dotnet", [Program, "stop", "--now"])))!)
        {
            stop.WaitForExit(Limit);
        }

        _door.Dispose();
    }

    private ProcessStartInfo With(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["CHAT_HOME"] = _door.Environment["CHAT_HOME"];
        start.Environment.Remove("CHAT_MODEL");
        return start;
    }

    private async Task<JsonNode> RunAsync(JsonObject plan)
    {
        var start = new ProcessStartInfo("node", ["client.mjs", plan.ToJsonString()])
        {
            WorkingDirectory = RpcClientFactAttribute.Folder,
        };
        using var process = Process.Start(With(start))!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, await error);
            return JsonNode.Parse(await output)!;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
