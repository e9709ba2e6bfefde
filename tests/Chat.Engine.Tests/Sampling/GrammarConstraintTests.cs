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

    private static GrammarConstraint New(string gbnf) => new(Grammar.Parse(gbnf), Letters);

    private static List<int> Allowed(GrammarConstraint constraint)
    {
        var logits = Enumerable.Repeat(1f, Letters.Count).ToArray();
        constraint.Restrict(logits);
        return [.. Enumerable.Range(0, logits.Length).Where(token => logits[token] == 1)];
    }
}
