namespace Chat.Conformance.Tests.Doors;

/// <summary>What a command line did.</summary>
internal sealed record DoorResult(int Code, string Output, string Error)
{
    /// <summary>Asserts an exit code and what was printed, and shows all of it where that does not hold.</summary>
    public void AssertIs(int code, string output, string error = "") =>
        Assert.Equal(new DoorResult(code, output, error), this);

    /// <summary>Asserts success without a word on standard error.</summary>
    public void AssertSucceeds() => Assert.True(Code == 0 && Error.Length == 0, ToString());

    /// <summary>Asserts a failure of two lines.</summary>
    /// <param name="code">The exit code.</param>
    /// <param name="what">A part of the first line.</param>
    public void AssertFails(int code, string what)
    {
        Assert.True(code == Code, ToString());
        var lines = Error.TrimEnd('\n').Split('\n');
        Assert.StartsWith("error: ", lines[^2], StringComparison.Ordinal);
        Assert.Contains(what, lines[^2], StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("  ", lines[^1], StringComparison.Ordinal);
    }
}
