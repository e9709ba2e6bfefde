namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>
/// One build drives several releases of llama.cpp: v0.4.0, whose parameters lie as those of today's release, and b10361, whose model
/// parameters lie otherwise and which cannot tell its version. Each needs a process of its own.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class OlderReleaseEndToEndTests : IDisposable
{
    private readonly ChatdProcess _chatd = new();

    [SkippableTheory]
    [InlineData("v0.4.0", "models v0.4.0 to v0.5.0")]
    [InlineData("b10361", "models b10361")]
    public async Task An_older_release_is_recognised_and_answers(string release, string layout)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "llama-compat", release);
        Skip.IfNot(Directory.Exists(folder), "The older releases are installed on linux-x64 only.");
        _chatd.Environment["CHAT_NATIVE"] = folder;

        var doctor = await _chatd.RunAsync("doctor");
        Assert.Equal(0, doctor.ExitCode);
        Assert.Contains(release, doctor.Output, StringComparison.Ordinal);
        Assert.Contains(layout, doctor.Output, StringComparison.Ordinal);

        var answer = await _chatd.AskAsync("--max-tokens", "16", "Name three colors.");
        answer.AssertSilentSuccess();
        Assert.Contains("Red", answer.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _chatd.Dispose();
}
