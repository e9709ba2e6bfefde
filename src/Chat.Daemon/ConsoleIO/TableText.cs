using Spectre.Console;

namespace Chat.Daemon.ConsoleIO;

/// <summary>Renders tables: with lines on a terminal, and as plain columns for a file or another program.</summary>
internal static class TableText
{
    // Wide enough that nothing is wrapped where no one sees a right edge.
    private const int UnboundedWidth = 10_000;

    /// <summary>Renders a table. Control characters in cells become blanks.</summary>
    /// <param name="terminal">Where it will be shown.</param>
    /// <param name="columns">The column titles.</param>
    /// <param name="rows">The cells, a list as long as <paramref name="columns"/> for each row.</param>
    /// <returns>Lines ended by line feeds.</returns>
    public static string Render(
        ITerminal terminal,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string>> rows
    )
    {
        var plain = terminal.IsOutputRedirected;
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = plain ? UnboundedWidth : terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        var table = new Table { Border = plain ? TableBorder.None : TableBorder.Rounded, UseSafeBorder = false };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = plain });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(SafeText.Line(cell))));
        }

        console.Write(table);
        return TrimLines(text.ToString());
    }

    private static string TrimLines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return string.Join('\n', lines.Select(line => line.TrimEnd())) + "\n";
    }
}
