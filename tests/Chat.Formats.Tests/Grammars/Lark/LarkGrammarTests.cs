using Chat.Core.Errors;
using Chat.Formats.Grammars.Lark;

namespace Chat.Formats.Tests.Grammars.Lark;

/// <summary>Lark grammars, by the texts they accept.</summary>
public sealed class LarkGrammarTests
{
    private const string Arithmetic = """
        // sums and products
        ?start: sum
        ?sum: product
            | sum "+" product   -> add
            | sum "-" product   -> sub
        ?product: atom | product "*" atom
        ?atom: NUMBER           # a number
             | "-" atom
             | NAME
             | "(" sum ")"
        NAME: /[a-z_]\w*/i
        %import common.NUMBER
        %import common.WS_INLINE -> SPACE
        %ignore SPACE
        """;

    private const string Sql = """
        start: "SELECT"i columns "FROM"i NAME [where]
        columns: "*" | NAME ("," NAME)*
        where: "WHERE"i NAME "=" (INT | ESCAPED_STRING)
        NAME.2: CNAME
        %import common (CNAME, INT, ESCAPED_STRING, WS, SQL_COMMENT)
        %ignore WS
        %ignore SQL_COMMENT
        """;

    [Theory]
    [InlineData("start: \"a\"", "a", true)]
    [InlineData("start: \"a\"i \"b\"", "Ab", true)]
    [InlineData("start: \"a\"i \"b\"", "AB", false)]
    [InlineData("start: \"a\"~3", "aaa", true)]
    [InlineData("start: \"a\"~3", "aa", false)]
    [InlineData("start: \"a\"~1..2 \"b\"", "aab", true)]
    [InlineData("start: \"a\"~1..2 \"b\"", "aaab", false)]
    [InlineData("start: \"a\"{2,} \"b\"{,1}", "aaa", true)]
    [InlineData("start: [\"a\"] \"b\"", "b", true)]
    [InlineData("start: \"0\"..\"9\" A\nA: \"a\"..\"c\"", "7c", true)]
    [InlineData("start: A\nA: B C\nB: \"x\" | \"y\"\nC: /[0-9]{2}/", "y42", true)]
    [InlineData("start: a\n  b\na: \"x\"\n  | \"y\"\nb: \"z\"", "yz", true)]
    [InlineData("start: /a.b/s", "a\nb", true)]
    [InlineData("start: /\\d+\\/\\d+/", "1/2", true)]
    [InlineData("start: \"\\n\\\"\\x41\\u00e9\"", "\n\"A\u00e9", true)]
    [InlineData("start:", "", true)]
    [InlineData("start: \"a\" | ", "", true)]
    [InlineData("%llguidance {}\nstart: \"a\"", "a", true)]
    public void Parts_of_rules(string grammar, string text, bool matches) =>
        Assert.Equal(matches, Compile(grammar, text));

    [Theory]
    [InlineData("1", true)]
    [InlineData("1+2*x", true)]
    [InlineData("1 + 2 - -3", true)]
    [InlineData("  (a_1 + 1.5e3) * (2)  ", true)]
    [InlineData("1 +", false)]
    [InlineData("1 2", false)]
    [InlineData("a b", false)]
    [InlineData("(1", false)]
    public void Left_recursion_becomes_loops(string text, bool matches) =>
        Assert.Equal(matches, Compile(Arithmetic, text));

    [Theory]
    [InlineData("SELECT * FROM t", true)]
    [InlineData("select a,b from t where x=1", true)]
    [InlineData("SELECT a -- all\nFROM t WHERE a = \"x\\\"y\"", true)]
    [InlineData("SELECTa FROM t", false)]
    [InlineData("SELECT aFROM t", false)]
    [InlineData("SELECT a FROMt", false)]
    [InlineData("SELECT*FROM t", true)]
    [InlineData("SELECT a -- all FROM t", false)]
    [InlineData("SELECT a FROM t WHERE a = 1x", false)]
    public void Words_are_read_as_long_as_they_go(string text, bool matches) =>
        Assert.Equal(matches, Compile(Sql, text));

    [Theory]
    [InlineData("start: NAME NAME\nNAME: /[a-z]+/\n%ignore \" \"", "a b", true)]
    [InlineData("start: NAME NAME\nNAME: /[a-z]+/\n%ignore \" \"", "ab", false)]
    [InlineData("start: A B\nA: /[a-z]+/\nB: /[a-z0-9]+/", "ab1", true)]
    [InlineData("start: A B\nA: /[a-z]+/\nB: /[a-z0-9]+/", "ab", false)]
    [InlineData("start: A B\nA: /[a-z]+/\nB: /[a-z0-9]+/", "a1b", true)]
    [InlineData("start: (\"if\" NAME | NAME \"=\")\nNAME: /[a-z]+/\n%ignore \" \"", "if x", true)]
    [InlineData("start: (\"if\" NAME | NAME \"=\")\nNAME: /[a-z]+/\n%ignore \" \"", "ifx", false)]
    [InlineData("start: (\"if\" NAME | NAME \"=\")\nNAME: /[a-z]+/\n%ignore \" \"", "ifx=", true)]
    [InlineData("start: (INT | NAME)~2..3\nINT: /[0-9]+/\nNAME: /[a-z]+/", "1a2", true)]
    [InlineData("start: (INT | NAME)~2..3\nINT: /[0-9]+/\nNAME: /[a-z]+/", "12", false)]
    [InlineData("start: (INT | NAME)+\nINT: /[0-9]+/\nNAME: /[a-z]+/", "12ab3", true)]
    [InlineData("start: (\"in\" | \"int\") \"t\"", "int", false)]
    [InlineData("start: (\"in\" | \"int\") \"t\"", "intt", true)]
    [InlineData("start: /a?/ \"b\"", "b", true)]
    [InlineData("start: /a?/ \"ab\"", "ab", true)]
    public void A_word_never_ends_where_it_would_go_on(string grammar, string text, bool matches) =>
        Assert.Equal(matches, Compile(grammar, text));

    [Theory]
    [InlineData("start: value\nvalue: access | NAME\naccess: value \".\" NAME\nNAME: /[a-z]+/", "a.b.c", true)]
    [InlineData("start: value\nvalue: access | NAME\naccess: value \".\" NAME\nNAME: /[a-z]+/", "a..c", false)]
    [InlineData("start: start start | \"a\"", "aaa", true)]
    [InlineData("start: [start] \"a\"", "aaa", true)]
    [InlineData("start: (start \"x\" | \"y\") \"z\"", "yzxz", true)]
    [InlineData("start: start | \"a\"", "a", true)]
    [InlineData("start: start+ \"b\" | \"a\"", "aabab", true)]
    public void Rules_may_start_with_themselves(string grammar, string text, bool matches) =>
        Assert.Equal(matches, Compile(grammar, text));

    [Theory]
    [InlineData("a: \"x\"", "no rule named start")]
    [InlineData("start: b", "uses b, which is not defined, at line 1, column 8")]
    [InlineData("start: B", "uses B, which is not defined, at line 1, column 8")]
    [InlineData("start: \"a\"\nstart: \"b\"", "defines start twice at line 2, column 1")]
    [InlineData("start: A\nA: B\nB: \"x\" A", "terminals that go in a circle, A to B, at line 3, column 8")]
    [InlineData("start: A\nA: b\nb: \"x\"", "a terminal that refers to the rule b at line 2, column 4")]
    [InlineData("start: \"a", "a string that does not end on its line at line 1, column 8")]
    [InlineData("start: (\"a\"", "a ( that is never closed at line 1, column 8")]
    [InlineData("start: \"a\" )", "something else than a rule at line 1, column 12")]
    [InlineData("start: /a(?=b)/", "line 1, column 8 is refused: The pattern has a lookahead at character 2")]
    [InlineData("start: /a/x", "the flag x at line 1, column 8")]
    [InlineData("start: x{\"a\"}\nx{y}: y", "a template at line 1, column 9")]
    [InlineData("start: %json {}", "an inline %json at line 1, column 8")]
    [InlineData("start: <|end|>", "a special token at line 1, column 8")]
    [InlineData("%declare A\nstart: A", "%declare at line 1, column 1")]
    [InlineData("%import python.NAME\nstart: NAME", "imports from python, which is not there")]
    [InlineData("%import common.FOO\nstart: FOO", "imports common.FOO, which is not there at line 1, column 16")]
    [InlineData("start: \"a\"~3..2", "a count whose bounds are reversed at line 1, column 11")]
    [InlineData("start: \"z\"..\"a\"", "a range whose ends are reversed at line 1, column 8")]
    [InlineData("start: a\na: \"x\" a", "matches no text")]
    [InlineData("start: NAME NAME\nNAME: /[a-z]+/", "matches no text")]
    [InlineData("start: a\na: a \"x\"", "start with themselves in a way that is no loop: a")]
    [InlineData("start: a\na: [\"x\"] a \"y\" | \"z\"", "start with themselves in a way that is no loop: a")]
    [InlineData("start ä", "the character ä")]
    public void What_is_wrong_is_named_with_its_place(string grammar, string message)
    {
        var error = Assert.Throws<ChatException>(() => Compile(grammar, ""));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static bool Compile(string grammar, string text) =>
        Matching.Compile(builder => LarkGrammar.Add(builder, "root", grammar)).Matches(text);
}
