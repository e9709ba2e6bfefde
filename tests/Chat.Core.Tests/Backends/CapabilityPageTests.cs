using Chat.Core.Backends;

namespace Chat.Core.Tests.Backends;

/// <summary>The page is read by people, the table by the program: they must say the same.</summary>
public sealed class CapabilityPageTests
{
    [Fact]
    public void The_page_in_the_docs_is_the_table()
    {
        var actual = CapabilityPage.Markdown();
        var written = Path.Combine(AppContext.BaseDirectory, "capabilities.md");
        if (string.Equals(File.ReadAllText(written).ReplaceLineEndings("\n"), actual, StringComparison.Ordinal))
        {
            return;
        }

        var received = Path.Combine(AppContext.BaseDirectory, "capabilities.received.md");
        File.WriteAllText(received, actual);
        Assert.Fail(
            $"The capability table changed. If that is meant, accept it: copy {received} over docs/capabilities.md."
        );
    }

    [Fact]
    public void The_page_has_a_line_for_each_row_and_a_cell_for_each_target()
    {
        var lines = CapabilityPage.Markdown().Split('\n');

        Assert.All(
            CapabilityTable.Rows,
            row =>
                Assert.Equal(
                    CapabilityTable.Targets.Count + 4,
                    Assert
                        .Single(lines, line => line.StartsWith($"| `{row.Key}` |", StringComparison.Ordinal))
                        .Split('|')
                        .Length
                )
        );
    }
}
