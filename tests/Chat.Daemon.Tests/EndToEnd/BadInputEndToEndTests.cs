using System.Text;

namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>Every bad input that the real program must survive: its exit code, one sentence of what, one of what to do.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class BadInputEndToEndTests : IDisposable
{
    private static readonly string Bundled = BundledModel.Path;

    private readonly ChatdProcess _chatd = new();

    [Fact]
    public async Task Missing_model_file() => (await AskFileAsync("missing.gguf")).AssertFailure(3, "missing.gguf");

    [Fact]
    public async Task Truncated_model_file()
    {
        var head = new byte[1 << 20];
        using (var whole = File.OpenRead(Bundled))
        {
            whole.ReadExactly(head);
        }

        await File.WriteAllBytesAsync(_chatd.File("cut.gguf"), head);
        (await AskFileAsync("cut.gguf")).AssertFailure(3, "cut.gguf");
    }

    [Fact]
    public async Task Text_as_model_file()
    {
        await File.WriteAllTextAsync(_chatd.File("text.gguf"), "This is not a model.\n");
        (await AskFileAsync("text.gguf")).AssertFailure(3, "text.gguf");
    }

    [Fact]
    public async Task Empty_model_file()
    {
        await File.WriteAllBytesAsync(_chatd.File("empty.gguf"), []);
        (await AskFileAsync("empty.gguf")).AssertFailure(3, "empty");
    }

    [Fact]
    public async Task Folder_as_model_file()
    {
        Directory.CreateDirectory(_chatd.File("folder.gguf"));
        (await AskFileAsync("folder.gguf")).AssertFailure(3, "folder");
    }

    [SkippableFact]
    public async Task Unreadable_model_file()
    {
        Skip.If(Environment.IsPrivilegedProcess, "Nothing is unreadable for root.");
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var path = _chatd.File("closed.gguf");
        await File.WriteAllTextAsync(path, "GGUF");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        (await AskFileAsync("closed.gguf")).AssertFailure(3, "closed.gguf");
    }

    [Fact]
    public async Task Hostile_model_file()
    {
        // A header that announces 2^63 metadata entries.
        byte[] header = [.. "GGUF"u8, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80];
        await File.WriteAllBytesAsync(_chatd.File("hostile.gguf"), header);
        (await AskFileAsync("hostile.gguf")).AssertFailure(3, "hostile.gguf");
    }

    [SkippableFact]
    public async Task Model_file_with_another_hash()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows makes links for administrators only.");
        _chatd.Program = ProgramCopy.Make(_chatd.File("program"), Bundled, sha256: new string('0', 64));
        _chatd.Environment["CHAT_NATIVE"] = Path.Combine(AppContext.BaseDirectory, "llama");
        (await _chatd.AskAsync("hi")).AssertFailure(3, "SHA-256 differs");
    }

    [Fact]
    public async Task Unknown_model_name_offers_the_nearest()
    {
        var result = await _chatd.AskAsync("-m", "smollm2-135m-instuct", "hi");
        result.AssertFailure(3, "smollm2-135m-instuct");
        Assert.Contains("smollm2-135m-instruct", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompt_longer_than_the_context()
    {
        var result = await _chatd.AskAsync("--context", "64", string.Join(' ', Enumerable.Repeat("word", 100)));
        result.AssertFailure(1, "64");
        Assert.Matches("is 1[0-9][0-9] tokens long", result.Error);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task Empty_prompt(string input) =>
        (await _chatd.RunAsync(Encoding.UTF8.GetBytes(input), "ask", " ")).AssertFailure(2, "no prompt");

    [Theory]
    [InlineData("--max-tokens", "0")]
    [InlineData("--max-tokens", "-5")]
    [InlineData("--temperature", "NaN")]
    [InlineData("--top-p", "1.5")]
    [InlineData("--min-p", "-Infinity")]
    [InlineData("--logit-bias", "99999999=1")]
    public async Task Numbers_out_of_range(string option, string value) =>
        (await _chatd.RunAsync(["ask", .. ChatdProcess.Gentle, option, value, "hi"])).AssertFailure(
            2,
            value.Split('=')[0]
        );

    [Theory]
    [InlineData("--prompt-tokens", "prompt tokens is 8193")]
    [InlineData("--generate-tokens", "generate tokens is 8193")]
    public async Task A_measurement_longer_than_the_context(string option, string what) =>
        (await _chatd.RunAsync("bench", option, "8193")).AssertFailure(2, what);

    [Fact]
    public async Task Standard_input_that_is_no_text() =>
        (await _chatd.RunAsync([(byte)'a', 0xFF], "ask", "hi")).AssertFailure(2, "offset 1 (0xFF)");

    [Fact]
    public async Task A_cache_folder_that_cannot_be_made_is_no_obstacle()
    {
        await File.WriteAllTextAsync(_chatd.File("file"), "");
        _chatd.Environment["CHAT_HOME"] = Path.Combine(_chatd.File("file"), "home");
        var result = await _chatd.AskAsync("--max-tokens", "2", "hi");
        Assert.Equal(0, result.ExitCode);
        Assert.NotEqual("", result.Output);
    }

    [Fact]
    public async Task No_native_library()
    {
        _chatd.Environment["CHAT_NATIVE"] = Directory.CreateDirectory(_chatd.File("no-libraries")).FullName;
        (await _chatd.AskAsync("hi")).AssertFailure(3, "no-libraries");
    }

    [SkippableFact]
    public async Task A_native_library_of_another_platform()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The names of the files are those of Linux.");
        var folder = Directory.CreateDirectory(_chatd.File("wrong")).FullName;
        foreach (var name in new[] { "libllama.so", "libggml.so", "libggml-base.so" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "no library");
        }

        _chatd.Environment["CHAT_NATIVE"] = folder;
        (await _chatd.AskAsync("hi")).AssertFailure(1, "cannot be loaded");
    }

    public void Dispose() => _chatd.Dispose();

    private Task<ChatdResult> AskFileAsync(string name) => _chatd.AskAsync("-m", _chatd.File(name), "hi");
}
