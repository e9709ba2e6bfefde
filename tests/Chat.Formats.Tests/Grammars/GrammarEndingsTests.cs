using System.Text;
using Chat.Formats.Grammars;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars;

public sealed class GrammarEndingsTests
{
    // No ending of a random grammar that is looked for by trying out is longer, in bytes.
    private const int MostTried = 5;

    // Where there are more ways to go on, fewer bytes are tried.
    private const int MostStates = 500;

    [Theory]
    [InlineData("root ::= \"{\" [a-z]+ \"}\"", "", "{a}")]
    [InlineData("root ::= \"{\" [a-z]+ \"}\"", "{abc", "}")]
    [InlineData("root ::= \"long\" | \"no\"", "", "no")]
    [InlineData("root ::= \"long\" | \"no\"", "l", "ong")]
    [InlineData("root ::= \"[\" (root (\",\" root)*)? \"]\"", "[[],[[", "]]]")]
    [InlineData("root ::= \"x\" (\"ab\" | \"c\"){3,5} \"y\"", "", "xcccy")]
    [InlineData("root ::= \"x\" (\"ab\" | \"c\"){3,5} \"y\"", "xa", "bccy")]
    [InlineData("root ::= \"x\" (\"ab\" | \"c\"){3,5} \"y\"", "xabc", "cy")]
    [InlineData("root ::= \"x\" (\"ab\" | \"c\"){3,5} \"y\"", "xabcabc", "y")]
    [InlineData("root ::= (\"(\" (\"a\" \"b\"){2} \")\"){2} \"!\"", "(aba", "b)(abab)!")]
    [InlineData("root ::= r \"!\"\nr ::= (\"(\" r \")\"){2} | \"\"", "((", ")())()!")]
    [InlineData("root ::= [é-ü]{2}", "", "éé")]
    [InlineData("root ::= [^a-z]{3,}", "AB", " ")]
    [InlineData("root ::= [A-F]{2}", "", "AA")]
    [InlineData("root ::= [x-z0-9]{12,}", "", "000000000000")]
    [InlineData("root ::= .{0,9}", "ab", "")]
    [InlineData("root ::= \"a\" \"b\"*", "a", "")]
    public void TheShortestEnd_IsFound(string gbnf, string before, string ending)
    {
        var grammar = Grammar.Parse(gbnf);
        var state = grammar.Move(grammar.Start, Encoding.UTF8.GetBytes(before));
        Assert.Equal(ending, Encoding.UTF8.GetString(Bytes(grammar.ShortestEnding(state)!)));
        Assert.Equal(Encoding.UTF8.GetByteCount(ending), grammar.LeastEnding(state));
    }

    [Fact]
    public void APartOfACharacter_IsEnded()
    {
        var grammar = Grammar.Parse("root ::= [é-ü] \"!\"");
        var state = grammar.Move(grammar.Start, [0xC3]);
        Assert.Equal("\u00a9!"u8[1..].ToArray(), Bytes(grammar.ShortestEnding(state)!));
    }

    [Fact]
    public void AWholeToken_CountsAsOne()
    {
        var grammar = Grammar.Parse("root ::= \"abc\" | \"a\" <[7]>");
        Assert.Equal(2, grammar.LeastEnding(grammar.Start));
        Assert.Equal(['a', ~0], grammar.ShortestEnding(grammar.Start)!);
    }

    [Theory]
    [InlineData("root ::= \"a\" root")]
    [InlineData("root ::= \"a\" x\nx ::= [b] x | \"c\" x x")]
    [InlineData("root ::= \"a\"{70000}")]
    [InlineData("root ::= (((\"a\"{99}){99}){99}){99}")]
    public void AnEndThatIsTooFar_IsNone(string gbnf)
    {
        var grammar = Grammar.Parse(gbnf);
        Assert.Equal(StepEndings.None, grammar.LeastEnding(grammar.Start));
        Assert.Null(grammar.ShortestEnding(grammar.Start));
    }

    [Fact]
    public void AnEndThatTakesTooManySteps_IsNone()
    {
        // 1,000 bytes, each behind a thousand rules that take nothing.
        var nothing = string.Concat(Enumerable.Repeat("e ", 1000));
        var grammar = Grammar.Parse($"root ::= ({nothing} \"x\"){{1000}}\ne ::= \"\"");
        Assert.Equal(1000, grammar.LeastEnding(grammar.Start));
        Assert.Null(grammar.ShortestEnding(grammar.Start));
    }

    [Fact]
    public void AnEndThatIsNestedTooDeep_IsNone()
    {
        const int depth = GrammarFrames.MaxDepth + 1000;
        var rules = Enumerable.Range(0, depth).Select(number => $"r{number} ::= \"a\" r{number + 1} \"b\"\n");
        var grammar = Grammar.Parse($"root ::= r0\n{string.Concat(rules)}r{depth} ::= \"c\"");
        Assert.Equal((2 * depth) + 1, grammar.LeastEnding(grammar.Start));
        Assert.Null(grammar.ShortestEnding(grammar.Start));
    }

    [Fact]
    public void AnEndOfMoreBytesThanAllowed_IsNone()
    {
        var grammar = Grammar.Parse("root ::= \"a\"{100}");
        Assert.NotNull(grammar.ShortestEnding(grammar.Start, most: 100));
        Assert.Null(grammar.ShortestEnding(grammar.Start, most: 99));
    }

    [Fact]
    public void AnEnd_IsAsShortAsTryingOutFinds() =>
        Check.One(
            Properties.Of(60),
            Prop.ForAll(
                RandomGrammars.Seeds,
                seed =>
                {
                    var (text, grammar) = RandomGrammars.Next(seed, withTokens: false);
                    RandomGrammars.Bounded(() => CheckSomeSteps(new Random(seed), grammar, text));
                }
            )
        );

    private static void CheckSomeSteps(Random random, Grammar grammar, string gbnf)
    {
        var state = grammar.Start;
        for (var step = 0; step < 4; step++)
        {
            var least = grammar.LeastEnding(state);
            var tried = TryOut(grammar, state);
            var ending = grammar.ShortestEnding(state);
            Assert.True(least == tried.Found || least > tried.Length, $"{least}, tried {tried}, in\n{gbnf}");
            Assert.Equal(least == StepEndings.None, ending is null);
            if (ending is not null)
            {
                Assert.Equal(least, ending.Length);
                Assert.True(grammar.Move(state, Bytes(ending)).IsWhole, $"{string.Join(' ', ending)} in\n{gbnf}");
            }

            var next = Enumerable
                .Range(0, 256)
                .Select(value => grammar.Move(state, [(byte)value]))
                .Where(next => next != grammar.Dead)
                .ToList();
            if (next.Count == 0)
            {
                return;
            }

            state = next[random.Next(next.Count)];
        }
    }

    /// <summary>How many bytes make a text whole; null when it is more than the length that was tried.</summary>
    private static (int? Found, int Length) TryOut(Grammar grammar, GrammarState start)
    {
        HashSet<GrammarState> seen = [start];
        List<GrammarState> some = [start];
        for (var length = 0; ; length++)
        {
            if (some.Exists(state => state.IsWhole))
            {
                return (length, length);
            }

            if (length == MostTried || some.Count > MostStates)
            {
                return (null, length);
            }

            some =
            [
                .. some.SelectMany(state =>
                        Enumerable.Range(0, grammar.Kinds).Select(kind => grammar.Move(state, kind))
                    )
                    .Where(state => state != grammar.Dead && seen.Add(state)),
            ];
        }
    }

    private static byte[] Bytes(int[] ending) => [.. ending.Select(value => (byte)value)];
}
