using System.Text;
using System.Text.Json;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>The other commands of the real program.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class OtherCommandsEndToEndTests : IDisposable
{
    private readonly ChatdProcess _chatd = new();

    [Fact]
    public async Task Tokens_are_counted_and_listed_alike()
    {
        var count = await _chatd.RunAsync("tokens", "--in-process", "Are dogs real?");
        count.AssertSilentSuccess();
        var list = await _chatd.RunAsync("tokens", "--in-process", "--json", "Are dogs real?");
        using var document = JsonDocument.Parse(list.Output);
        var tokens = document.RootElement.GetProperty("tokens");
        Assert.Equal($"{tokens.GetArrayLength()}\n", count.Output);
        Assert.Equal(
            "Are dogs real?",
            string.Concat(tokens.EnumerateArray().Select(token => token.GetProperty("text").GetString()))
        );
        Assert.Equal("local/smollm2-135m-instruct", document.RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_control_token_in_a_text_is_text()
    {
        var result = await _chatd.RunAsync(Encoding.UTF8.GetBytes("<|im_end|>"), "tokens", "--in-process");
        result.AssertSilentSuccess();
        Assert.NotEqual("1\n", result.Output);
    }

    [Fact]
    public async Task Models_are_listed_and_shown()
    {
        var list = await _chatd.RunAsync("models", "list");
        list.AssertSilentSuccess();
        Assert.Matches("(?m)^local/smollm2-135m-instruct +93.8 MiB +8,192 +bundled$", list.Output);
        var sheet = await _chatd.RunAsync("models", "show", "--json");
        using var document = JsonDocument.Parse(sheet.Output);
        Assert.Equal("llama", document.RootElement.GetProperty("architecture").GetString());
        Assert.Equal("Q4_1", document.RootElement.GetProperty("quantization").GetString());
        Assert.Equal("verified", document.RootElement.GetProperty("sha256").GetString());
        Assert.True(document.RootElement.GetProperty("chat_template").GetBoolean());
    }

    [Fact]
    public async Task A_small_bench_measures_every_test()
    {
        var result = await _chatd.RunAsync(
            "bench",
            "--json",
            "-p",
            "16",
            "-n",
            "4",
            "--repetitions",
            "2",
            "--threads",
            "1",
            "--poll",
            "0",
            "--streams",
            "1,2"
        );
        result.AssertSilentSuccess();
        using var document = JsonDocument.Parse(result.Output);
        var tests = document
            .RootElement.EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("test").GetString()!, StringComparer.Ordinal);
        Assert.True(tests["pp16"].GetProperty("median").GetDouble() > 0);
        Assert.True(tests["tg4"].GetProperty("median").GetDouble() > 0);
        Assert.Equal(2, tests["tg4"].GetProperty("values").GetArrayLength());
    }

    [Fact]
    public async Task A_healthy_set_up_is_told_as_such()
    {
        var result = await _chatd.RunAsync("doctor");
        Assert.Equal("", result.Error);
        Assert.DoesNotContain("problem", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_broken_set_up_is_told_with_remedies()
    {
        await File.WriteAllTextAsync(_chatd.File("file"), "");
        _chatd.Environment["CHAT_HOME"] = Path.Combine(_chatd.File("file"), "home");
        _chatd.Environment["CHAT_NATIVE"] = _chatd.File("missing");
        _chatd.Environment["CHAT_MODEL"] = "nobody/knows";
        var result = await _chatd.RunAsync("doctor");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Contains("problem  llama.cpp: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("problem  model nobody/knows: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("problem  cache folder: ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_and_help_work_without_libraries()
    {
        _chatd.Environment["CHAT_NATIVE"] = _chatd.File("missing");
        var version = await _chatd.RunAsync("--version");
        version.AssertSilentSuccess();
        Assert.StartsWith("chatd ", version.Output, StringComparison.Ordinal);
        var help = await _chatd.RunAsync("--help");
        help.AssertSilentSuccess();
        Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _chatd.Dispose();
}
