using System.Text;
using Chat.Core.Errors;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Gbnf;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars;

public sealed class GrammarPropertyTests
{
    private const int MostCharacters = 4;

    private static readonly string[] Characters = ["a", "b", "é", "😀"];

    [Fact]
    public void Matcher_AgreesWithTryingOut() =>
        Check.One(
            Properties.Of(150),
            Prop.ForAll(
                RandomGrammars.Seeds,
                seed =>
                {
                    var (text, grammar) = RandomGrammars.Next(seed, withTokens: false);
                    RandomGrammars.Bounded(() => Compare(GbnfGrammar.Parse(text), grammar, grammar.Start, "", text));
                }
            )
        );

    [Fact]
    public void Matcher_OfPrintedAndOfRenamedRulesIsTheSame() =>
        Check.One(
            Properties.Of(25),
            Prop.ForAll(
                RandomGrammars.Seeds,
                seed =>
                {
                    var (text, _) = RandomGrammars.Next(seed, withTokens: false);
                    var read = GbnfGrammar.Parse(text);
                    var builder = new GbnfBuilder();
                    builder.Add("r0", "\"other\"");
                    var renamed = builder.Write(read.AddTo(builder, "mine"));
                    foreach (var other in new[] { Grammar.Parse(read.Write()), Grammar.Parse(renamed) })
                    {
                        RandomGrammars.Bounded(() => Compare(read, other, other.Start, "", text));
                    }
                }
            )
        );

    [Fact]
    public void Cache_OfAnySizeChangesNothing() =>
        Check.One(
            Properties.Of(25),
            Prop.ForAll(
                RandomGrammars.Seeds,
                seed =>
                {
                    var (text, _) = RandomGrammars.Next(seed, withTokens: false);
                    var size = Math.Abs((long)seed % 7) * 1500;
                    var grammar = Grammar.Parse(text, size);
                    RandomGrammars.Bounded(() => Compare(GbnfGrammar.Parse(text), grammar, grammar.Start, "", text));
                }
            )
        );

    [Fact]
    public void Reader_FailsOnlyWithItsError() =>
        Check.One(
            Properties.Of(2000),
            Prop.ForAll(
                RandomGrammars.Seeds,
                seed =>
                {
                    var random = new Random(seed);
                    var text =
                        RandomGrammars.Next(seed % 50, withTokens: true).Text
                        + "x ::= [^\\x00-\\u00e9] \"\\\"\" <tok> # end\n";
                    var bytes = text.ToCharArray();
                    for (var change = random.Next(1, 6); change > 0; change--)
                    {
                        bytes[random.Next(bytes.Length)] = "()[]{}<>!|*+?.\\\"'^-,:=#\n\r\t ax09é\ud83d\0"[
                            random.Next(34)
                        ];
                    }

                    try
                    {
                        var grammar = GbnfGrammar.Parse(new string(bytes, 0, random.Next(bytes.Length + 1)));
                        Assert.Equal(grammar.Write(), GbnfGrammar.Parse(grammar.Write()).Write());
                        Assert.NotNull(Grammar.Compile(grammar));
                    }
                    catch (ChatException error)
                    {
                        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
                    }
                }
            )
        );

    private static void Compare(GbnfGrammar reference, Grammar grammar, GrammarState state, string text, string gbnf)
    {
        if (ReferenceMatcher.IsWhole(reference, text) != state.IsWhole)
        {
            Assert.Fail($"\"{text}\" is complete: {state.IsWhole}, in\n{gbnf}");
        }

        var length = text.EnumerateRunes().Count();
        foreach (var character in length < MostCharacters ? Characters : [])
        {
            var next = grammar.Move(state, Encoding.UTF8.GetBytes(character));
            if (next != grammar.Dead)
            {
                Compare(reference, grammar, next, text + character, gbnf);
            }
            else if (ReferenceMatcher.IsWhole(reference, text + character))
            {
                Assert.Fail($"\"{text + character}\" is refused, in\n{gbnf}");
            }
        }
    }
}
