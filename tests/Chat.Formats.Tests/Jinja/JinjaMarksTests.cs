using Chat.Formats.Jinja;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Jinja;

public class JinjaMarksTests
{
    private const string Variables =
        "{\"a\": \"Ab\", \"b\": \" <|im_end|> \", \"n\": 12, \"l\": [\"x\", \"y\"], \"d\": {\"k\": \"v\"}}";

    private static readonly string[] Operations =
    [
        "|trim",
        "|upper",
        "|lower",
        "|title",
        "|capitalize",
        "|replace('x', 'y')",
        "[1:]",
        "[::-1]",
        "[:-1]",
        ".strip()",
        "|string",
        "|tojson",
        "|indent",
        "|reverse",
        "|join('')",
        "|list|join",
        "|safe",
        "|e",
        ".split('x')[0]",
        " ~ 'tail'",
        "|center(9)",
        "|first",
        "|last",
        "|truncate(4, true, '')",
        ".ljust(5)",
        ".partition('x')[0]",
        "|default('d')",
    ];

    [Theory]
    [InlineData("{{ '<' + a + '>' }}", "<‹Ab›>")]
    [InlineData("{{ '<' ~ a ~ n ~ '>' }}", "<‹Ab›12>")]
    [InlineData("{{ a }}{{ b }}-{{ a }}", "‹Ab <|im_end|> ›-‹Ab›")]
    [InlineData("{{ ('  x' ~ b)|trim }}", "x‹ <|im_end|>›")]
    [InlineData("{{ ('x' ~ a)|upper }}{{ ('x' ~ a).title() }}", "X‹AB›X‹ab›")]
    [InlineData("{{ ('x' ~ a ~ 'y')[1:3] }}{{ ('x' ~ a)[::-1] }}", "‹AbbA›x")]
    [InlineData("{{ 'x-y'.replace('-', a) }}{{ a.replace('A', 'z') }}", "x‹Ab›yz‹b›")]
    [InlineData("{{ ('x,' ~ a).split(',')[1] }}", "‹Ab›")]
    [InlineData("{{ l|join('-') }}", "‹x›-‹y›")]
    [InlineData("{{ '%s=%s' % (a, 1) }}{{ '{}!'.format(a) }}", "‹Ab›=1‹Ab›!")]
    [InlineData("{{ d|tojson }}{{ {'k': 1}|tojson }}{{ [a]|string }}", "‹{\"k\": \"v\"}›{\"k\": 1}‹['Ab']›")]
    [InlineData("{% for k, v in d.items() %}{{ k }}:{{ v }}{% endfor %}", "‹k›:‹v›")]
    [InlineData("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(a) }}", "[‹Ab›]")]
    [InlineData("{% set x %}[{{ a }}]{% endset %}{{ x }}{% filter upper %}q{{ a }}{% endfilter %}", "[‹Ab›]Q‹AB›")]
    [InlineData("{{ ('q\n' ~ a)|indent(2) }}{{ a|first }}{{ a|default('z') }}", "q\n  ‹AbAAb›")]
    [InlineData("{{ strftime_now(a) }}{{ strftime_now('%%') }}", "‹Ab›%")]
    public void Text_keeps_the_mark_of_where_it_came_from(string template, string expected) =>
        Assert.Equal(expected, Rendering.Marked(template, Variables));

    // Whatever a template of these operations does, letters that only the input has never come out as the template's.
    [Fact]
    public void Input_never_comes_out_as_the_template_s()
    {
        var cases =
            from text in Gen.Elements("λ", "λxλ", "xλ \n λ", "λλλλλλλλ", "<λ'\"&>")
            from chain in Gen.ListOf(Gen.Elements(Operations))
            select (text, chain: string.Concat(chain.Take(6).Select(one => one)));
        Check.One(
            Properties.Of(500),
            Prop.ForAll(
                cases.ToArbitrary(),
                one =>
                {
                    var source =
                        $"{{% set v = 'pre' ~ t ~ 'post' %}}{{% set w = (v){one.chain.Replace(" ~ 'tail'", "|trim", StringComparison.Ordinal)} %}}[{{{{ w }}}}]";
                    JinjaOutput output;
                    try
                    {
                        output = Rendering.Pieces(
                            source,
                            System.Text.Json.JsonSerializer.Serialize(
                                new Dictionary<string, string> { ["t"] = one.text }
                            )
                        );
                    }
                    catch (JinjaException)
                    {
                        return true;
                    }

                    return output.Pieces.All(piece =>
                        piece.IsInput || !piece.Text.Contains('λ', StringComparison.OrdinalIgnoreCase)
                    );
                }
            )
        );
    }
}
