namespace Chat.Daemon.Tests.EndToEnd;

/// <summary>How a process ended.</summary>
internal sealed record ChatdResult(int ExitCode, string Output, string Error)
{
    /// <summary>Asserts a failure: its exit code, one sentence of what, one of what to do, nothing else and no stack trace.</summary>
    public void AssertFailure(int exitCode, string what)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, not {exitCode}: {Error}");
        var lines = Error.Split('\n');
        Assert.True(lines.Length == 3 && lines[2].Length == 0, $"not two lines: {Error}");
        Assert.StartsWith("error: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(what, lines[0], StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^  \\S.*[.?]", lines[1]);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
    }

    /// <summary>Asserts a success without a word on standard error.</summary>
    public void AssertSilentSuccess()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
    }
}
