using Chat.Engine.Text;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Text;

public sealed class StopStringMatcherTests
{
    private static readonly Config Config = Properties.Of(1_000);

    [Fact]
    public void What_is_shown_is_the_text_before_the_first_stop_string() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.Text.ToArbitrary(),
                TextGenerators.Stops.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (text, stops, cuts) =>
                {
                    var (shown, matched, tail) = Scan(text, stops, cuts);
                    return (string.Concat(shown) + tail, matched) == Reference(text, stops);
                }
            )
        );

    [Fact]
    public void After_every_push_just_the_longest_beginning_of_a_stop_string_is_held() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.Text.ToArbitrary(),
                TextGenerators.Stops.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (text, stops, cuts) =>
                {
                    var matcher = new StopStringMatcher(stops);
                    var read = "";
                    var shown = "";
                    foreach (var piece in TextGenerators.Cut([.. text], cuts))
                    {
                        var scan = matcher.Push(new string(piece));
                        read += new string(piece);
                        shown += scan.Text;
                        if (scan.Matched is not null)
                        {
                            return true;
                        }

                        var held = HeldOf(read, stops);
                        if (!read.Equals(shown + held, StringComparison.Ordinal) || matcher.HeldLength != held.Length)
                        {
                            return false;
                        }
                    }

                    return true;
                }
            )
        );

    [Fact]
    public void The_stop_string_that_completes_first_wins()
    {
        var scan = new StopStringMatcher(["abcd", "bc"]).Push("xabcd");

        Assert.Equal(new StopScan("xa", "bc"), scan);
    }

    [Fact]
    public void Of_two_that_complete_together_the_longer_wins()
    {
        var scan = new StopStringMatcher(["bc", "abc"]).Push("xabc");

        Assert.Equal(new StopScan("x", "abc"), scan);
    }

    [Fact]
    public void A_beginning_that_comes_to_nothing_is_shown()
    {
        var matcher = new StopStringMatcher(["STOP"]);

        Assert.Equal("a", matcher.Push("aST").Text);
        Assert.Equal("STay", matcher.Push("ay").Text);
        Assert.Equal("", matcher.Push("STO").Text);
        Assert.Equal("STO", matcher.Flush());
        Assert.Equal("", matcher.Flush());
        Assert.Equal(new StopScan("P", null), matcher.Push("P"));
    }

    [Fact]
    public void Text_with_nothing_to_hold_is_passed_on_without_a_copy()
    {
        var text = new string('x', 100);

        Assert.Same(text, new StopStringMatcher(["stop"]).Push(text).Text);
        Assert.Same(text, new StopStringMatcher([]).Push(text).Text);
    }

    [Fact]
    public void Nothing_is_read_after_a_stop_string()
    {
        var matcher = new StopStringMatcher(["b"]);

        Assert.Equal(new StopScan("a", "b"), matcher.Push("abc"));
        Assert.Equal("b", matcher.Matched);
        Assert.Equal("", matcher.Flush());
        Assert.Throws<InvalidOperationException>(() => matcher.Push("d"));
    }

    [Fact]
    public void Surrogate_pairs_that_begin_alike_are_not_split()
    {
        var matcher = new StopStringMatcher(["😀"]);

        Assert.Equal("a😁b", matcher.Push("a😁b").Text);
        Assert.Equal(new StopScan("c", "😀"), matcher.Push("c😀"));
    }

    [Fact]
    public void Bounds_are_kept()
    {
        Assert.Throws<ArgumentException>(() => new StopStringMatcher([""]));
        Assert.Throws<ArgumentException>(() => new StopStringMatcher([new string('a', 1025)]));
        Assert.Throws<ArgumentException>(() => new StopStringMatcher([.. Enumerable.Repeat("a", 65)]));
    }

    [Fact]
    public void The_largest_and_worst_stop_strings_still_hold_exactly()
    {
        var stops = Enumerable.Range(0, 64).Select(i => new string('a', 1023 - i) + "b").ToArray();
        var matcher = new StopStringMatcher(stops);

        var scan = matcher.Push(new string('a', 20_000));

        Assert.Equal(20_000 - 1023, scan.Text.Length);
        Assert.Equal(new StopScan("", stops[0]), matcher.Push("b"));
    }

    private static (List<string> Shown, string? Matched, string Tail) Scan(string text, string[] stops, int[] cuts)
    {
        var matcher = new StopStringMatcher(stops);
        var shown = new List<string>();
        foreach (var piece in TextGenerators.Cut([.. text], cuts).TakeWhile(_ => matcher.Matched is null))
        {
            shown.Add(matcher.Push(new string(piece)).Text);
        }

        return (shown, matcher.Matched, matcher.Flush());
    }

    // Looks at every beginning of the text in turn for the stop strings that it ends with.
    private static (string Shown, string? Matched) Reference(string text, string[] stops)
    {
        for (var end = 1; end <= text.Length; end++)
        {
            var found = stops
                .Where(stop => text[..end].EndsWith(stop, StringComparison.Ordinal))
                .MaxBy(stop => stop.Length);
            if (found is not null)
            {
                return (text[..(end - found.Length)], found);
            }
        }

        return (text, null);
    }

    private static string HeldOf(string text, string[] stops) =>
        stops
            .SelectMany(stop => Enumerable.Range(0, stop.Length).Select(length => stop[..length]))
            .Append("")
            .Where(beginning => text.EndsWith(beginning, StringComparison.Ordinal))
            .MaxBy(beginning => beginning.Length)!;
}
