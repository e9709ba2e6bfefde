using System.Text;
using Chat.Core.Completions;
using Chat.Engine.Text;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Text;

public sealed class TokenTextAssemblerTests
{
    private static readonly Config Config = Properties.Of(1_000);

    [Fact]
    public void Shown_text_is_the_whole_text_up_to_the_first_stop_string() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.Text.ToArbitrary(),
                TextGenerators.Stops.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (text, stops, cuts) =>
                {
                    var (emissions, _) = Run(TextGenerators.Cut(Encoding.UTF8.GetBytes(text), cuts), stops);
                    var whole = new StopStringMatcher(stops);
                    var scan = whole.Push(text);
                    return string.Concat(emissions.Select(emission => emission.Text))
                            .Equals(scan.Text + whole.Flush(), StringComparison.Ordinal)
                        && emissions[^1].Stopped == (scan.Matched is not null);
                }
            )
        );

    [Fact]
    public void Tokens_go_out_once_in_order_and_just_those_with_a_share_in_the_shown_text() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.Text.ToArbitrary(),
                TextGenerators.Stops.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (text, stops, cuts) =>
                {
                    var pieces = TextGenerators.Cut(Encoding.UTF8.GetBytes(text), cuts);
                    var (emissions, tokens) = Run(pieces, stops);
                    var shown = string.Concat(emissions.Select(emission => emission.Text));
                    var expected = emissions[^1].Stopped ? WithShare(pieces, tokens, shown) : tokens;
                    return emissions.SelectMany(emission => emission.Logprobs).SequenceEqual(expected);
                }
            )
        );

    [Fact]
    public void No_text_goes_out_before_its_token() =>
        Check.One(
            Config,
            Prop.ForAll(
                TextGenerators.Text.ToArbitrary(),
                TextGenerators.Stops.ToArbitrary(),
                TextGenerators.Cuts.ToArbitrary(),
                (text, stops, cuts) =>
                {
                    var pieces = TextGenerators.Cut(Encoding.UTF8.GetBytes(text), cuts);
                    var (emissions, tokens) = Run(pieces, stops);
                    var shown = "";
                    var gone = 0;
                    foreach (var emission in emissions)
                    {
                        shown += emission.Text;
                        gone += emission.Logprobs.Count;
                        if (WithShare(pieces, tokens, shown).Count() > gone)
                        {
                            return false;
                        }
                    }

                    return true;
                }
            )
        );

    [Fact]
    public void Tokens_of_a_stop_string_are_dropped_and_a_token_shown_in_part_is_kept()
    {
        var assembler = new TokenTextAssembler(["END"]);
        var (first, second, third) = (Token("a"), Token("bE"), Token("ND"));

        Assert.Equal("a", Show(assembler.Push("a"u8, first), [first], stopped: false));
        Assert.Equal("b", Show(assembler.Push("bE"u8, second), [second], stopped: false));
        Assert.Equal("", Show(assembler.Push("NDx"u8, third), [], stopped: true));
        Assert.Equal("END", assembler.StopString);
        Assert.Equal("", Show(assembler.Flush(), [], stopped: true));
        Assert.Throws<InvalidOperationException>(() => assembler.Push("y"u8, null));
    }

    [Fact]
    public void Tokens_that_share_a_character_go_out_with_it()
    {
        var assembler = new TokenTextAssembler([]);
        var (first, second) = (Token("1"), Token("2"));

        Assert.Equal("", Show(assembler.Push([0xE2, 0x82], first), [], stopped: false));
        Assert.Equal("€", Show(assembler.Push([0xAC], second), [first, second], stopped: false));
    }

    [Fact]
    public void A_held_beginning_goes_out_with_its_tokens_at_the_end()
    {
        var assembler = new TokenTextAssembler(["stop"]);
        var (first, second, empty) = (Token("st"), Token("\uFFFD"), Token(""));

        Assert.Equal("", Show(assembler.Push("st"u8, first), [], stopped: false));
        Assert.Equal("", Show(assembler.Push([], empty), [], stopped: false));
        Assert.Equal("", Show(assembler.Push("o"u8, second), [], stopped: false));
        Assert.Equal("sto", Show(assembler.Flush(), [first, empty, second], stopped: false));
        Assert.Equal("", Show(assembler.Flush(), [], stopped: false));
        Assert.Throws<InvalidOperationException>(() => assembler.Push("y"u8, null));
    }

    [Fact]
    public void A_cut_character_at_the_end_shows_as_a_replacement_and_can_still_be_a_stop_string()
    {
        var plain = new TokenTextAssembler([]);
        plain.Push([0xF0, 0x9F], null);
        Assert.Equal("\uFFFD", plain.Flush().Text);

        var stopping = new TokenTextAssembler(["\uFFFD"]);
        stopping.Push([0x61, 0xF0], null);
        Assert.Equal("", Show(stopping.Flush(), [], stopped: true));
    }

    [Fact]
    public void A_token_after_a_broken_character_does_not_count_as_a_part_of_it()
    {
        var assembler = new TokenTextAssembler(["b"]);
        var (broken, stop) = (Token("1"), Token("b"));
        assembler.Push([0xE2], broken);

        Assert.Equal("\uFFFD", Show(assembler.Push("b"u8, stop), [broken], stopped: true));
    }

    private static string Show(TextEmission emission, TokenLogprob[] tokens, bool stopped)
    {
        Assert.Equal(tokens, emission.Logprobs);
        Assert.Equal(stopped, emission.Stopped);
        return emission.Text;
    }

    private static TokenLogprob Token(string text) => new() { Token = text };

    private static (List<TextEmission> Emissions, List<TokenLogprob> Tokens) Run(List<byte[]> pieces, string[] stops)
    {
        var assembler = new TokenTextAssembler(stops);
        var tokens = pieces.Select((_, index) => new TokenLogprob { Token = "t", Logprob = -index }).ToList();
        var emissions = new List<TextEmission>();
        for (var i = 0; i < pieces.Count && assembler.StopString is null; i++)
        {
            emissions.Add(assembler.Push(pieces[i], tokens[i]));
        }

        emissions.Add(assembler.Flush());
        return (emissions, tokens);
    }

    // In valid UTF-8 a token has a share in the shown text when the character that holds its first byte is in it.
    private static IEnumerable<TokenLogprob> WithShare(List<byte[]> pieces, List<TokenLogprob> tokens, string shown)
    {
        var shownBytes = Encoding.UTF8.GetByteCount(shown);
        var start = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (start < shownBytes)
            {
                yield return tokens[i];
            }

            start += pieces[i].Length;
        }
    }
}
