using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.ConsoleIO;

public sealed class TableTextTests
{
    private readonly FakeTerminal _terminal = new();

    [Fact]
    public void A_redirected_table_is_plain_columns() =>
        Assert.Matches("^Name +Size\na +1\nlong +22\n$", Render(["a", "1"], ["long", "22"]));

    [Fact]
    public void A_redirected_row_is_one_line_however_long() =>
        Assert.Equal(2, Lines(Render([new string('x', 500) + " y", "1"])).Length);

    [Fact]
    public void A_table_on_a_terminal_has_lines_and_fits()
    {
        _terminal.IsOutputRedirected = false;
        _terminal.Width = 30;
        var lines = Lines(Render([new string('x', 100), "1"]));
        Assert.StartsWith("╭", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 30));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cells_are_text_and_never_markup(bool redirected)
    {
        _terminal.IsOutputRedirected = redirected;
        var text = Render(["[red]a[/]", "[[x"]);
        Assert.Contains("[red]a[/]", text, StringComparison.Ordinal);
        Assert.Contains("[[x", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Lines_end_with_line_feeds_and_without_blanks()
    {
        var text = Render(["a", ""], ["b", ""]);
        Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("b\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_rows_are_the_titles_alone() => Assert.Single(Lines(Render()));

    private string Render(params string[][] rows) => TableText.Render(_terminal, ["Name", "Size"], rows);

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
}
