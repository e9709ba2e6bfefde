using Chat.Daemon.EngineHost;

namespace Chat.Daemon.Tests.EngineHost;

public sealed class ChildEnvironmentTests
{
    [Theory]
    [InlineData("PATH")]
    [InlineData("Path")]
    [InlineData("HOME")]
    [InlineData("TMPDIR")]
    [InlineData("LC_ALL")]
    [InlineData("XDG_RUNTIME_DIR")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("CUDA_VISIBLE_DEVICES")]
    [InlineData("GGML_VK_VISIBLE_DEVICES")]
    [InlineData("CHAT_HOME")]
    [InlineData("DYLD_LIBRARY_PATH")]
    [InlineData("PATHEXT")]
    public void What_an_engine_needs_passes(string name) => Assert.True(ChildEnvironment.Passes(name));

    [Theory]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("LLAMA_API_KEY")]
    [InlineData("DOTNET_NUGET_TOKEN")]
    [InlineData("XDG_SECRET")]
    [InlineData("DOTNET_REGISTRY_PASS")]
    [InlineData("XDG_BASIC_AUTH")]
    [InlineData("LLAMA_PAT")]
    [InlineData("LLAMA_CREDENTIALS")]
    [InlineData("DOTNET_SYSTEM_IO_DISABLEFILELOCKING")]
    [InlineData("CHAT_MODEL")]
    [InlineData("AWS_SESSION_TOKEN")]
    [InlineData("HF_TOKEN")]
    [InlineData("MY_VARIABLE")]
    [InlineData("PATHS")]
    public void Nothing_else_does(string name) => Assert.False(ChildEnvironment.Passes(name));

    [Fact]
    public void Folders_of_this_program_become_absolute()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CHAT_HOME"] = "here",
            ["CHAT_NATIVE"] = "",
            ["SECRET"] = "x",
        };
        ChildEnvironment.Reduce(environment);
        Assert.Equal(Path.GetFullPath("here"), environment["CHAT_HOME"]);
        Assert.Equal(["CHAT_HOME", "CHAT_NATIVE"], environment.Keys.Order(StringComparer.Ordinal));
    }
}
