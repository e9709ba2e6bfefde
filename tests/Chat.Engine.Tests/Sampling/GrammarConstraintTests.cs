using System.Text;
using Chat.Engine.Sampling;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Tokens;

namespace Chat.Engine.Tests.Sampling;

/// <summary>A grammar over a vocabulary of single letters.</summary>
public sealed class GrammarConstraintTests
{
    private const int End = 26;

    private static readonly GrammarVocabulary Letters = new(
        [
            .. Enumerable
                .Range('a', 26)
                .Select(letter => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"{(char)letter}")),
            default,
        ],
        [End]
    );

    [Fact]
    public void Only_what_fits_keeps_its_logit()
    {
        var constraint = New("""root ::= [bd] "z"? """);

        Assert.Equal(['b' - 'a', 'd' - 'a'], Allowed(constraint));
        constraint.Accept('d' - 'a');
        Assert.Equal(['z' - 'a', End], Allowed(constraint));
    }

    [Fact]
    public void A_single_token_is_judged_as_by_the_mask()
    {
        var constraint = New("""root ::= [bd] "z"? """);

        Assert.Equal(Allowed(constraint), Enumerable.Range(0, Letters.Count).Where(constraint.Allows));
    }

    [Fact]
    public void The_end_is_where_nothing_can_follow()
    {
        var constraint = New("""root ::= "a" "b"? """);

        Assert.False(constraint.HasEnded);
        constraint.Accept(0);
        Assert.False(constraint.HasEnded);
        constraint.Accept(1);
        Assert.True(constraint.HasEnded);
    }

    [Fact]
    public void What_does_not_fit_is_not_taken() =>
        Assert.Throws<InvalidOperationException>(() => New("""root ::= "a" """).Accept(1));

    [Fact]
    public void Within_its_tokens_an_answer_goes_on_as_chosen()
    {
        var constraint = New("""root ::= "x" [a-c]* "yz" """);

        Assert.Equal("xab", Write(constraint, "xab", left: 6));
        Assert.False(constraint.IsShortened);
    }

    [Theory]
    [InlineData("xaby", 4, "xayz")]
    [InlineData("xaaaaaaaa", 6, "xaaayz")]
    [InlineData("xaaaaaaaa", 3, "xyz")]
    public void An_answer_that_would_be_cut_is_brought_to_its_end(string chosen, int left, string text)
    {
        var constraint = New("""root ::= "x" [a-c]* "yz" """);

        Assert.Equal(text, Write(constraint, chosen, left));
        Assert.True(constraint.IsShortened);
        Assert.True(constraint.HasEnded);
    }

    [Fact]
    public void An_answer_that_cannot_be_whole_is_left_alone()
    {
        var constraint = New("""root ::= "x" [a-c]* "yz" """);

        Assert.Equal("xa", Write(constraint, "xa", left: 2));
        Assert.False(constraint.IsShortened);
    }

    [Fact]
    public void A_whole_answer_ends_before_a_part_that_would_be_cut()
    {
        var constraint = New("""root ::= [a-c]* ("p" [a-c]* "q")? """);

        Assert.Equal("aa", Write(constraint, "aa", left: 3));
        Assert.Equal(ITokenConstraint.NoToken, constraint.Afford('p' - 'a', left: 1));
        Assert.True(constraint.HasEnded);
    }

    private static string Write(GrammarConstraint constraint, string chosen, int left)
    {
        var text = new StringBuilder();
        foreach (var letter in chosen)
        {
            if (constraint.HasEnded)
            {
                break;
            }

            var token = constraint.Afford(constraint.Forced ?? letter - 'a', left--);
            constraint.Accept(token);
            text.Append((char)('a' + token));
        }

        return text.ToString();
    }

    private static GrammarConstraint New(string gbnf) => new(Grammar.Parse(gbnf), Letters);

    private static List<int> Allowed(GrammarConstraint constraint)
    {
        var logits = Enumerable.Repeat(1f, Letters.Count).ToArray();
        constraint.Restrict(logits);
        return [.. Enumerable.Range(0, logits.Length).Where(token => logits[token] == 1)];
    }
}
