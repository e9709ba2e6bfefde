using Chat.Engine.Inline;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Inline;

public sealed class LineCutTests
{
    private static readonly Gen<string> Texts = Gen.Elements(
            "a",
            "bc ",
            "    ",
            "\n",
            "\n\n",
            "x = 1;\n",
            "🐕",
            "é",
            "long word "
        )
        .ListOf()
        .Select(string.Concat)
        .Resize(120);

    [Fact]
    public void What_fits_is_kept_whole()
    {
        Assert.Equal("ab\ncd\n", LineCut.End("ab\ncd\n", 6, Length));
        Assert.Equal("ab\ncd", LineCut.Beginning("ab\ncd", 5, Length));
        Assert.Equal("abcd", LineCut.EndOfLine("abcd", 4, Length));
    }

    [Theory]
    [InlineData(5, "cd\n")]
    [InlineData(3, "cd\n")]
    [InlineData(2, "")]
    [InlineData(0, "")]
    public void The_end_is_cut_at_a_line(int budget, string kept) =>
        Assert.Equal(kept, LineCut.End("ab\ncd\n", budget, Length));

    [Theory]
    [InlineData(5, "ab\n")]
    [InlineData(3, "ab\n")]
    [InlineData(2, "")]
    public void The_beginning_is_cut_at_a_line(int budget, string kept) =>
        Assert.Equal(kept, LineCut.Beginning("ab\ncd\n", budget, Length));

    [Fact]
    public void The_start_of_a_growing_text_moves_a_quarter_of_the_budget_at_a_time()
    {
        var text = "";
        var starts = new List<int>();
        for (var line = 0; line < 400; line++)
        {
            text += "123456789\n";
            var kept = LineCut.End(text, 200, Length);
            Assert.InRange(kept.Length, Math.Min(text.Length, 150), 200);
            starts.Add(text.Length - kept.Length);
        }

        // 400 lines are 4000 tokens, so 3800 fell off, 50 at a time.
        Assert.Equal(77, starts.Distinct().Count());
        Assert.Equal(starts.Order(), starts);
    }

    [Fact]
    public void A_text_of_any_size_is_looked_at_in_part()
    {
        var text = string.Concat(Enumerable.Repeat("123456789\n", 200_000));
        var counted = 0L;

        var kept = LineCut.End(text, 100, line => Count(line, ref counted));

        Assert.InRange(kept.Length, 70, 100);
        Assert.EndsWith(kept, text, StringComparison.Ordinal);
        Assert.InRange(counted, 100, 2000);
    }

    [Fact]
    public void Cuts_keep_the_budget_and_whole_lines_and_characters() =>
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                Texts.ToArbitrary(),
                Gen.Choose(0, 60).ToArbitrary(),
                (text, budget) =>
                {
                    var end = LineCut.End(text, budget, FakeWords.CountWhole);
                    Assert.EndsWith(end, text, StringComparison.Ordinal);
                    Assert.InRange(end.Length, 0, budget);
                    Assert.True(end.Length == text.Length || end.Length == 0 || text[^(end.Length + 1)] == '\n');

                    var beginning = LineCut.Beginning(text, budget, FakeWords.CountWhole);
                    Assert.StartsWith(beginning, text, StringComparison.Ordinal);
                    Assert.InRange(beginning.Length, 0, budget);
                    Assert.True(beginning.Length == text.Length || beginning.Length == 0 || beginning.EndsWith('\n'));

                    var line = text.Replace('\n', ' ');
                    var rest = LineCut.EndOfLine(line, budget, Length);
                    Assert.Equal(rest.Length, FakeWords.CountWhole(rest));
                    Assert.EndsWith(rest, line, StringComparison.Ordinal);
                    Assert.InRange(rest.Length, 0, budget);
                }
            )
        );

    private static int Length(string text) => text.Length;

    private static int Count(string text, ref long counted)
    {
        counted += text.Length;
        return text.Length;
    }
}
