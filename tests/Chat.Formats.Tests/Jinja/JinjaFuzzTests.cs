using Chat.Formats.Jinja;
using Chat.Testing;
using Chat.Testing.Upstream;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Jinja;

public class JinjaFuzzTests
{
    private const string Variables =
        "{\"x\": 42, \"s\": \"hello\", \"arr\": [1, 2, \"a\"], \"obj\": {\"a\": 1, \"b\": null}, \"t\": true}";

    private static readonly string[] Fragments =
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "-",
        "+",
        " ",
        "\n",
        "if",
        "else",
        "elif",
        "endif",
        "for",
        "in",
        "endfor",
        "set",
        "=",
        "endset",
        "macro",
        "endmacro",
        "call",
        "endcall",
        "filter",
        "endfilter",
        "with",
        "endwith",
        "raw",
        "endraw",
        "break",
        "continue",
        "is",
        "not",
        "and",
        "or",
        "x",
        "s",
        "arr",
        "obj",
        "t",
        "undef",
        "loop",
        "namespace",
        "range",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        ":",
        "|",
        "~",
        "*",
        "**",
        "//",
        "%",
        "<",
        "==",
        "1",
        "2.5",
        "0",
        "'a'",
        "\"b\"",
        "none",
        "true",
        "tojson",
        "length",
        "join",
        "map",
        "select",
        "sort",
        "replace",
        "format",
        "split",
        "items",
        "get",
        "upper",
        "defined",
        "string",
        "caller",
        "varargs",
    ];

    private static readonly string[] Values =
    [
        "x",
        "s",
        "arr",
        "obj",
        "t",
        "undef",
        "none",
        "-1.5",
        "'%d {}'",
        "(1, 'b')",
        "{}",
        "[]",
        "9223372036854775807",
    ];

    private static readonly string[] Parts =
    [
        "|{f}",
        "|{f}({v})",
        "|{f}({v}, {v})",
        "|{f}(attribute={v})",
        ".{m}()",
        ".{m}({v})",
        ".{m}({v}, {v})",
        "[{v}]",
        "[{v}:{v}]",
        " is {t}",
        " is {t}({v})",
        " + {v}",
        " % {v}",
        " * {v}",
        " // {v}",
        " ** {v}",
        " < {v}",
        " in {v}",
        " ~ {v}",
        " == {v}",
        "({v})",
    ];

    private static readonly string[] Names =
    [
        "abs",
        "int",
        "float",
        "round",
        "string",
        "length",
        "first",
        "list",
        "sort",
        "unique",
        "join",
        "upper",
        "title",
        "trim",
        "replace",
        "indent",
        "default",
        "items",
        "dictsort",
        "tojson",
        "from_json",
        "map",
        "select",
        "reject",
        "selectattr",
        "min",
        "sum",
        "batch",
        "slice",
        "groupby",
        "truncate",
        "center",
        "format",
        "attr",
        "split",
        "rsplit",
        "strip",
        "get",
        "keys",
        "append",
        "pop",
        "index",
        "count",
        "find",
        "zfill",
        "ljust",
        "partition",
        "splitlines",
        "startswith",
        "divisibleby",
        "even",
        "in",
        "eq",
        "lt",
        "lower",
        "sameas",
        "defined",
        "number",
    ];

    [Fact]
    public void Random_tokens_fail_only_as_they_should() =>
        Check.One(
            Properties.Of(3000),
            Prop.ForAll(Gen.ListOf(Gen.Elements(Fragments)).ToArbitrary(), parts => FailsWell(string.Join(' ', parts)))
        );

    [Fact]
    public void Random_text_fails_only_as_it_should() =>
        Check.One(
            Properties.Of(1000),
            Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => FailsWell("{{ " + text) && FailsWell(text ?? ""))
        );

    [Fact]
    public void Random_operations_on_all_kinds_of_values_fail_only_as_they_should()
    {
        var operation =
            from part in Gen.Elements(Parts)
            from name in Gen.Elements(Names)
            from first in Gen.Elements(Values)
            from second in Gen.Elements(Values)
            select part.Replace("{f}", name, StringComparison.Ordinal)
                .Replace("{m}", name, StringComparison.Ordinal)
                .Replace("{t}", name, StringComparison.Ordinal)
                .Replace("{v}, {v}", $"{first}, {second}", StringComparison.Ordinal)
                .Replace("{v}", first, StringComparison.Ordinal);
        var cases =
            from value in Gen.Elements(Values)
            from operations in Gen.ListOf(operation)
            select value + string.Concat(operations.Take(4));
        Check.One(Properties.Of(5000), Prop.ForAll(cases.ToArbitrary(), source => FailsWell($"{{{{ {source} }}}}")));
    }

    [SkippableFact]
    public void Real_templates_cut_or_changed_anywhere_fail_only_as_they_should()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var source = UpstreamSource.Read("models/templates/Qwen-Qwen3-0.6B.jinja");
        var cases =
            from start in Gen.Choose(0, source.Length)
            from length in Gen.Choose(0, 40)
            from fragment in Gen.Elements(Fragments)
            select (start, length, fragment);
        Check.One(
            Properties.Of(400),
            Prop.ForAll(
                cases.ToArbitrary(),
                one =>
                    FailsWell(source[..one.start])
                    && FailsWell(
                        source[..one.start] + one.fragment + source[Math.Min(source.Length, one.start + one.length)..]
                    )
            )
        );
    }

    private static bool FailsWell(string source)
    {
        try
        {
            Rendering.Pieces(source, Variables, new JinjaOptions { MaxSteps = 100_000 });
        }
        catch (JinjaException)
        {
            // The one way to fail.
        }

        return true;
    }
}
