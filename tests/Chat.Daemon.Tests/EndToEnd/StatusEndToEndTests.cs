using System.Text.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>What the real programs tell of a real engine, whoever had it do something.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class StatusEndToEndTests : IDisposable
{
    private const string Model = "local/smollm2-135m-instruct";

    private readonly ChatdProcess _chatd = new();

    [Fact]
    public async Task An_editor_is_told_of_a_load_and_of_what_others_ask()
    {
        using var rpc = RpcProcess.StartThroughHost(_chatd);
        await rpc.InitializeAsync(",\"capabilities\":{\"status\":true}");

        await rpc.SendAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"models/load","params":{"model":"{{{Model}}}"}}""");
        var loaded = await UntilToldAsync(rpc, status => Models(status).Contains(Model));

        Assert.Equal("ready", loaded.GetProperty("engine").GetProperty("state").GetString());
        using var ask = _chatd.Start(ChatdProcess.Endless);
        try
        {
            ask.StandardInput.Close();
            await UntilToldAsync(rpc, status => Running(status) == 1);
        }
        finally
        {
            ask.Kill();
        }

        await UntilToldAsync(rpc, status => Running(status) == 0);
        Assert.Equal(0, await rpc.ShutDownAsync());
    }

    [Fact]
    public async Task A_list_of_models_tells_which_are_in_the_engine_and_starts_none()
    {
        var before = await ListAsync();
        Assert.Empty(EngineProcesses.All(_chatd));
        (await _chatd.RunAsync("ask", "--max-tokens", "2", "hi")).AssertSilentSuccess();

        var after = await ListAsync();

        Assert.DoesNotContain("loaded", before, StringComparison.Ordinal);
        Assert.Matches($"(?m)^{Model} .* bundled +loaded$", after);
        (await _chatd.RunAsync("stop")).AssertSilentSuccess();
        Assert.Equal(before, await ListAsync());
    }

    public void Dispose()
    {
        EngineProcesses.End(_chatd);
        _chatd.Dispose();
    }

    private async Task<string> ListAsync()
    {
        var list = await _chatd.RunAsync("models", "list");
        list.AssertSilentSuccess();
        return list.Output;
    }

    private static async Task<JsonElement> UntilToldAsync(RpcProcess rpc, Func<JsonElement, bool> isSo)
    {
        while (true)
        {
            var message = (await rpc.ReceiveAsync())!.Value;
            Assert.False(message.TryGetProperty("error", out _), message.ToString());
            if (
                message.TryGetProperty("method", out var method)
                && method.GetString() == "status/changed"
                && isSo(message.GetProperty("params"))
            )
            {
                return message.GetProperty("params");
            }
        }
    }

    private static int Running(JsonElement status) => status.GetProperty("queue").GetProperty("running").GetInt32();

    private static IEnumerable<string?> Models(JsonElement status) =>
        status.TryGetProperty("models", out var models)
            ? models.EnumerateArray().Select(model => model.GetProperty("id").GetString())
            : [];
}
