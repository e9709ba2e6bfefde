using System.Text.Json;
using Chat.Core.Backends;
using Chat.Daemon.EngineHost;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Models;

public sealed class LoadedModelsTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly HomeDoor _home = new();
    private readonly EngineHostAddress _address;

    public LoadedModelsTests()
    {
        Door.Engine.Models =
        [
            new ModelSummary("local/small", 1024, 10, "bundled"),
            new ModelSummary("local/large", 2048, 20, "user"),
        ];
        _home.WriteProfiles("\"v\": {\"kind\":\"vllm\",\"url\":\"http://gpu:8000/v1\"}");
        Door.Remote.Backends["v"] = new FakeBackend { Models = ["small"] };
        _address = EngineHostLink.AddressOf(_home.Host.Settings);
        Door.EngineHost = new EngineHostLink(_home.Host.Settings, Door.Time);
    }

    private Door Door => _home.Door;

    [Fact]
    public async Task What_the_engine_host_holds_is_marked_in_the_table()
    {
        await using var server = await StartAsync("local/small");

        Assert.Equal(0, await _home.RunAsync("models", "list"));

        var lines = Door.Output.TrimEnd('\n').Split('\n');
        Assert.Matches("^Model +Size +Context +From +Memory$", lines[0]);
        Assert.Matches("^local/small +1.0 KiB +10 +bundled +loaded$", lines[1]);
        Assert.Matches("^local/large +2.0 KiB +20 +user +-$", lines[2]);
        Assert.Matches("^v/small +- +- +gpu:8000 +-$", lines[3]);
    }

    [Fact]
    public async Task Json_has_a_field_for_local_models_alone()
    {
        await using var server = await StartAsync("local/large");

        Assert.Equal(0, await _home.RunAsync("models", "list", "--json"));

        using var document = JsonDocument.Parse(Door.Output);
        var models = document.RootElement;
        Assert.False(models[0].GetProperty("loaded").GetBoolean());
        Assert.True(models[1].GetProperty("loaded").GetBoolean());
        Assert.False(models[2].TryGetProperty("loaded", out _));
    }

    [Fact]
    public async Task Without_a_host_nothing_is_said_and_none_is_started()
    {
        Assert.Equal(0, await _home.RunAsync("models", "list", "--json"));

        Assert.DoesNotContain("loaded", Door.Output, StringComparison.Ordinal);
        Assert.Equal("", Door.Error);
        Assert.False(Directory.Exists(_address.RunFolder));
    }

    [SkippableFact]
    public async Task A_host_that_hangs_costs_a_second()
    {
        Skip.If(OperatingSystem.IsWindows(), "The host of this test is a Unix socket.");
        using var hanging = new HangingHost(_address);
        var listed = Task.Run(() => _home.RunAsync("models", "list"));
        using var client = await hanging.AcceptAsync();
        Door.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(listed.IsCompleted);

        Door.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, await listed.WaitAsync(Soon));
        Assert.Contains("local/small", Door.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Memory", Door.Output, StringComparison.Ordinal);
        Assert.Equal("", Door.Error);
    }

    [SkippableFact]
    public async Task A_list_without_local_models_asks_no_host()
    {
        Skip.If(OperatingSystem.IsWindows(), "The host of this test is a Unix socket.");
        using var hanging = new HangingHost(_address);

        Assert.Equal(0, await _home.RunAsync("models", "list", "--profile", "v").WaitAsync(Soon));

        Assert.Contains("v/small", Door.Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Door.EngineHost!.DisposeAsync();
        _home.Dispose();
    }

    private async Task<HostedServer> StartAsync(string loaded)
    {
        var server = await HostedServer.StartAsync(_address);
        server.Engine.Told = new StatusResult
        {
            Engine = new EngineStatus { State = "ready" },
            Queue = new QueueStatus(),
            Models = [new ModelDescription { Id = loaded, Name = loaded }],
        };
        return server;
    }
}
