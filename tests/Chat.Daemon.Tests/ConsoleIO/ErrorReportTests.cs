using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Tests.ConsoleIO;

public sealed class ErrorReportTests : IDisposable
{
    private readonly StringWriter _error = new();

    [Fact]
    public void A_failure_is_a_line_of_what_and_a_line_of_what_to_do()
    {
        ErrorReport.Write(_error, new ChatException(ChatErrorKind.NotFound, "It is not here.", "Look there."));
        Assert.Equal("error: It is not here.\n  Look there.\n", _error.ToString());
    }

    [Fact]
    public void A_warning_is_a_line()
    {
        ErrorReport.Warn(_error, "It was left out.");
        Assert.Equal("warning: It was left out.\n", _error.ToString());
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\u001bb")]
    [InlineData("a\u009bb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u007fb")]
    public void Control_codes_become_blanks(string text)
    {
        ErrorReport.Write(_error, text, text);
        ErrorReport.Warn(_error, text);
        Assert.Equal("error: a b\n  a b\nwarning: a b\n", _error.ToString());
    }

    public void Dispose() => _error.Dispose();
}
