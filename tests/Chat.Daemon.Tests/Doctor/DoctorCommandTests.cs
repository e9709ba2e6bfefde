using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;
using Chat.Daemon.Tests.Support;
using Chat.Engine;
using Chat.Engine.Threads;

namespace Chat.Daemon.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly Door _door = new();
    private readonly TempFolder _folder = new();

    public DoctorCommandTests()
    {
        UseHome(_folder.Path);
        _door.Engine.OnInspect = () => throw new ChatException(ChatErrorKind.NotFound, "No libraries.", "Build again.");
    }

    [Fact]
    public async Task Missing_libraries_are_a_problem_with_a_remedy_and_the_rest_is_checked_all_the_same()
    {
        Assert.Equal(1, await _door.RunAsync("doctor"));
        Assert.Contains("problem  llama.cpp: No libraries. Build again.\n", _door.Output, StringComparison.Ordinal);
        Assert.Contains(
            "ok       bundled model: /models/test.gguf (SHA-256 verified)\n",
            _door.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("ok       cache folder: ", _door.Output, StringComparison.Ordinal);
        Assert.Equal("", _door.Error);
    }

    [Fact]
    public async Task Each_line_is_ok_or_a_problem()
    {
        await _door.RunAsync("doctor");
        Assert.All(_door.Output.TrimEnd('\n').Split('\n'), line => Assert.Matches("^(ok      |problem ) ", line));
    }

    [Fact]
    public async Task All_well_is_exit_code_0()
    {
        _door.Engine.OnInspect = () => Healthy;
        Assert.Equal(0, await _door.RunAsync("doctor"));
        Assert.DoesNotContain("problem", _door.Output, StringComparison.Ordinal);
        Assert.Contains("v0.5.0", _door.Output, StringComparison.Ordinal);
        Assert.Contains("cpu: icelake", _door.Output, StringComparison.Ordinal);
        Assert.Contains("cores: 2 threads: 4 logical", _door.Output, StringComparison.Ordinal);
        Assert.Contains("gpu: none", _door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_is_a_problem()
    {
        _door.Engine.OnInspect = () => Healthy;
        _door.Engine.Sheet = _door.Engine.Sheet with { HashState = ModelSheet.HashMismatch };
        Assert.Equal(1, await _door.RunAsync("doctor"));
        Assert.Contains(
            "problem  bundled model: /models/test.gguf is not the file it should be",
            _door.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_missing_model_is_a_problem()
    {
        _door.Engine.OnInspect = () => Healthy;
        _door.Engine.Failure = new ChatException(ChatErrorKind.NotFound, "There is none.", "Get one.");
        Assert.Equal(1, await _door.RunAsync("doctor"));
        Assert.Contains("problem  bundled model: There is none. Get one.\n", _door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_is_a_file_is_a_problem()
    {
        _door.Engine.OnInspect = () => Healthy;
        var file = System.IO.Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        UseHome(file);
        Assert.Equal(1, await _door.RunAsync("doctor"));
        Assert.Contains("problem  cache folder: ", _door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_of_the_settings_is_checked_too()
    {
        _door.Engine.OnInspect = () => Healthy;
        UseHome(_folder.Path, "local/set");
        Assert.Equal(0, await _door.RunAsync("doctor"));
        Assert.Equal([null, "local/set"], _door.Engine.ModelsAsked);
    }

    [Fact]
    public async Task The_check_of_the_cache_leaves_nothing_behind()
    {
        await _door.RunAsync("doctor");
        Assert.Empty(Directory.EnumerateFiles(_door.Settings.Folders.Cache));
    }

    public void Dispose()
    {
        _door.Dispose();
        _folder.Dispose();
    }

    private static EngineInspection Healthy =>
        new()
        {
            NativeFolder = "/llama",
            Release = "v0.5.0",
            Version = "0.5.0",
            CpuVariant = "icelake",
            Layout = "models v0.5.0",
            Devices = ["CPU"],
            HasGpu = false,
            Cores = new CoreCount(4, null, 2, 2),
        };

    private void UseHome(string home, string? model = null) =>
        _door.Settings = ChatSettings.Read(
            name =>
                name switch
                {
                    "CHAT_HOME" => home,
                    "CHAT_MODEL" => model,
                    _ => null,
                },
            "/home/test"
        );
}
