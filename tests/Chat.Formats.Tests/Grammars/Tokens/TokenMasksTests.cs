using System.Text;
using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Tokens;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars.Tokens;

public sealed class TokenMasksTests
{
    private static readonly byte[] Pieces = [(byte)'a', (byte)'b', 0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80, 0xFF, (byte)'a'];

    private static readonly string[] LettersAndQuote = ["a", "aa", "aaa", "b", "\""];
    private static readonly string[] WholeTexts = ["é", "ab", "a", "b", "😀", "<ab>", "<é>", "<ab>"];

    [Fact]
    public void Mask_HoldsWhatIsAllowed() =>
        Check.One(
            Properties.Of(150),
            Prop.ForAll(
                RandomGrammars.Seeds,
                seed =>
                {
                    var random = new Random(seed);
                    var (text, grammar) = RandomGrammars.Next(seed, withTokens: seed % 2 == 0);
                    var vocabulary = Vocabulary(random);
                    RandomGrammars.Bounded(() => CheckSomeSteps(random, vocabulary, grammar, text));
                }
            )
        );

    [Fact]
    public void Mask_IsTheSameFarFromTheEndsOfACount()
    {
        var vocabulary = new GrammarVocabulary([.. LettersAndQuote.Select(Bytes), default], [5]);
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= \"\\\"\" [a]{50,100} \"\\\"\""));
        Assert.True(matcher.TryAccept("\""u8));
        for (var count = 0; count <= 100; count++)
        {
            var allowed = Enumerable.Range(0, 6).Where(token => matcher.Allows(vocabulary, token)).ToList();
            Assert.Equal(
                Enumerable.Range(0, 3).Where(token => count + token < 100).Concat(count >= 50 ? [4] : []),
                allowed
            );
            Assert.Equal(allowed, Allowed(matcher, vocabulary));
            Assert.Equal(count < 100, matcher.TryAccept("a"u8));
        }
    }

    [Theory]
    [InlineData("root ::= \"\\\"\" [^\"\\\\\\x00-\\x1F]{0,1000} \"\\\"\"", true, true)]
    [InlineData("root ::= \"\\\"\" [^<\\\\]* \"<\"", false, true)]
    [InlineData("root ::= \"\\\"\" [^é]*", false, false)]
    [InlineData("root ::= \"\\\"\" [\\x00-\\uFFFF]*", false, false)]
    [InlineData("root ::= \"\\\"\" [ -~]*", false, false)]
    [InlineData("root ::= \"\\\"\" [^\"]{0,3} \"\\\"\"", false, false)]
    public void Slice_IsAllowedWhereItsCharactersLeadBack(string gbnf, bool all, bool words)
    {
        string[] texts = ["a b", "a-b", "é", "😀 ü", "\"", "\\", "a\n", "<", "aaaa", "aaa", "aaaaa\""];
        var vocabulary = new GrammarVocabulary([.. texts.Select(Bytes), new byte[] { 0xC3 }, new byte[] { 0xA9 }], []);
        var grammar = Grammar.Parse(gbnf);
        var state = grammar.Round(grammar.Move(grammar.Start, "\"aa"u8), vocabulary.Longest);
        Assert.Equal(
            [all, words],
            vocabulary.Slices.Select(slice => slice.IsAllowed(grammar, state, vocabulary.Longest, long.MaxValue))
        );

        CheckMask(vocabulary, grammar, grammar.Move(grammar.Start, "\"aa"u8), gbnf);
    }

    [Fact]
    public void SpecialToken_FitsByItsText()
    {
        var vocabulary = new GrammarVocabulary(
            [default, default, Bytes("<"), Bytes("x"), Bytes("<tool>"), default],
            [5],
            new Dictionary<int, string> { [1] = "<tool>" }
        );
        Assert.Equal([1, 2, 4], Allowed(new GrammarMatcher(Grammar.Parse("root ::= \"<tool>\"")), vocabulary));
        Assert.Equal([1, 4], Allowed(new GrammarMatcher(Grammar.Parse("root ::= <tool>")), vocabulary));
        Assert.Equal([2, 3], Allowed(new GrammarMatcher(Grammar.Parse("root ::= !<tool>")), vocabulary));
        Assert.Equal([0, 5], Allowed(new GrammarMatcher(Grammar.Parse("root ::= <[0]>?")), vocabulary));
        Assert.Equal(
            [3],
            Allowed(new GrammarMatcher(Grammar.Parse("root ::= <[5]> | <[99]> | <none> | \"x\"")), vocabulary)
        );
    }

    [Fact]
    public void EndToken_FitsWhereTheTextIsWhole()
    {
        var vocabulary = new GrammarVocabulary([Bytes("a"), Bytes("</s>"), default], [1, 2]);
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= \"a\" \"</s>\"?"));
        Assert.False(matcher.TryAccept(vocabulary, 1));
        Assert.True(matcher.TryAccept(vocabulary, 0));
        Assert.Equal([1, 2], Allowed(matcher, vocabulary));
        Assert.True(matcher.TryAccept(vocabulary, 1));
        Assert.True(matcher is { IsComplete: true, CanContinue: true });
    }

    [Fact]
    public void Masks_OfTwoVocabulariesAreKeptApart()
    {
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= \"a\""));
        var one = new GrammarVocabulary([Bytes("a"), Bytes("b")], []);
        var other = new GrammarVocabulary([Bytes("b"), Bytes("a")], []);
        Assert.Equal([0], Allowed(matcher, one));
        Assert.Equal([1], Allowed(matcher, other));
        Assert.Equal([0], Allowed(matcher, one));
    }

    [Fact]
    public void Masks_OfAVocabularyWithLongerTokensAreItsOwn()
    {
        var matcher = new GrammarMatcher(Grammar.Parse("root ::= [a]{0,20}"));
        Assert.True(matcher.TryAccept("aaaaaaaaaaaa"u8));
        Assert.Equal([0], Allowed(matcher, new GrammarVocabulary([Bytes("a")], [])));
        Assert.Equal([0], Allowed(matcher, new GrammarVocabulary([Bytes("aa"), Bytes("aaaaaaaaaa")], [])));
    }

    [Fact]
    public void Mask_ThatTakesTooManyStepsIsRefused()
    {
        var words = (
            from first in Enumerable.Range('a', 26)
            from second in Enumerable.Range('a', 26)
            select $"{(char)first}{(char)second}"
        ).ToList();
        var options = string.Join(' ', Enumerable.Range(0, 1_000).Select(index => $"\"{index}\"?"));
        var grammar = Grammar.Parse(
            $"root ::= {string.Join(" | ", words.Select(word => $"\"{word}\" more"))}\nmore ::= {options}"
        );
        var vocabulary = new GrammarVocabulary([.. words.Select(Bytes)], []);

        var error = Assert.Throws<ChatException>(() => TokenMasks.Of(grammar, grammar.Start, vocabulary));

        Assert.Contains("tokens", error.Message, StringComparison.Ordinal);
        Assert.InRange(grammar.Work, 1, 2 * TokenMasks.MaxWork);
    }

    [Fact]
    public void Vocabulary_ChecksItsTokens()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GrammarVocabulary([default], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GrammarVocabulary([default], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new GrammarVocabulary([default], [], new Dictionary<int, string> { [2] = "x" })
        );
        Assert.Equal(0, new GrammarVocabulary([new byte[GrammarVocabulary.MaxTokenBytes + 1]], []).Longest);
    }

    private static void CheckSomeSteps(Random random, GrammarVocabulary vocabulary, Grammar grammar, string gbnf)
    {
        var state = grammar.Start;
        for (var step = 0; step < 12; step++)
        {
            var mask = TokenMasks.Of(grammar, state, vocabulary);
            CheckMask(vocabulary, grammar, state, gbnf);
            var allowed = Enumerable
                .Range(0, vocabulary.Count)
                .Where(token => mask[token] && !vocabulary.IsEnd(token))
                .ToList();
            Assert.Equal(allowed.Count + (state.IsWhole ? 2 : 0), mask.Count);
            Assert.Same(mask, TokenMasks.Of(grammar, state, vocabulary));
            if (allowed.Count == 0)
            {
                break;
            }

            var token = allowed[random.Next(allowed.Count)];
            state = grammar.MoveToken(state, token, vocabulary.TextOf(token));
        }
    }

    private static void CheckMask(GrammarVocabulary vocabulary, Grammar grammar, GrammarState state, string gbnf)
    {
        var mask = TokenMasks.Of(grammar, state, vocabulary);
        for (var token = 0; token < vocabulary.Count; token++)
        {
            var isAllowed = vocabulary.IsEnd(token)
                ? state.IsWhole
                : grammar.MoveToken(state, token, vocabulary.TextOf(token)) != grammar.Dead;
            if (mask[token] != isAllowed || TokenMasks.Allows(grammar, state, vocabulary, token) != isAllowed)
            {
                Assert.Fail(
                    $"token {token} ({Convert.ToHexString(vocabulary.TextOf(token))}): mask {mask[token]}, but {isAllowed} in\n{gbnf}"
                );
            }
        }
    }

    private static GrammarVocabulary Vocabulary(Random random)
    {
        var texts = Enumerable
            .Range(0, 60)
            .Select(_ =>
                (ReadOnlyMemory<byte>)
                    Enumerable.Range(0, random.Next(5)).Select(_ => Pieces[random.Next(Pieces.Length)]).ToArray()
            )
            .Concat(WholeTexts.Select(Bytes))
            .ToList();
        return new GrammarVocabulary(texts, [random.Next(30), 30 + random.Next(30)]);
    }

    private static IEnumerable<int> Allowed(GrammarMatcher matcher, GrammarVocabulary vocabulary)
    {
        var mask = matcher.MaskOf(vocabulary);
        return Enumerable.Range(0, vocabulary.Count).Where(token => mask[token]);
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
