using System.Text.Json;
using Chat.Formats.Jinja;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Tests.Jinja;

public class JinjaLimitsTests
{
    private const int Deep = 60_000;
    private const int SmallStack = 256 * 1024;

    public static TheoryData<string> Bombs() =>
        [
            "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
            "{% macro m() %}{% call m() %}{% endcall %}{% endmacro %}{{ m() }}",
            "{{ range(100000000000) }}",
            "{{ range(-9223372036854775807, 9223372036854775807) }}",
            "{{ 'a' * 1000000000000 }}",
            "{{ [1] * 1000000000 }}",
            "{{ 9223372036854775807 + 1 }}",
            "{{ 10 ** 1000000000 }}",
            "{% set ns = namespace(s='ab') %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}{{ ns.s }}",
            "{% set ns = namespace(s='ab') %}{% for i in range(100) %}{% set ns.s = ns.s.replace('a', 'aa') %}{% endfor %}{{ ns.s }}",
            "{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
            "{% set l = [1] %}{% set _ = l.append(l) %}{{ l }}",
            "{% set l = [1] %}{% set _ = l.append(l) %}{{ l|tojson }}",
            "{% set ns = namespace(l=[1]) %}{% for i in range(40) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
            "{% set ns = namespace(l=[1], m=[1]) %}{% for i in range(40) %}{% set ns.l = [ns.l, ns.l] %}{% set ns.m = [ns.m, ns.m] %}{% endfor %}{{ ns.l == ns.m }}",
            "{% set s = 'a' * 10000000 %}{% for i in range(100000) %}{{ s|length }}{% endfor %}",
            "{% set s = 'a' * 10000000 %}{% for i in range(100000) %}{% set t = s.strip() %}{% endfor %}",
            "{% set s = 'a' * 10000000 %}{% set p = 'a' * 5000000 ~ 'b' ~ 'a' * 1000000 %}{{ p in s }}{{ s.find(p) }}",
            "{% set s = 'a' * 10000000 %}{% set t = 'a' * 9999999 ~ 'a' %}{% for i in range(100000) %}{{ s == t }}{% endfor %}",
            "{% set s = ['a' * 1000000] * 100000 %}{{ s|sort }}",
            "{% set s = ['a' * 1000000] * 100000 %}{{ s|join }}",
            "{% set d = {'a' * 10000000: 1} %}{% for i in range(100000) %}{{ d['a' * 9999999 ~ 'a'] }}{% endfor %}",
            "{{ 'x'.center(100000000) }}",
            "{{ 'x'.ljust(1000000, 'x' * 10000) }}",
            "{{ '%1000000000d' % 1 }}",
            "{{ [1]|tojson(indent=1000000000) }}",
            "{{ [[1]]|tojson(indent='x' * 100) }}",
            "{% for i in range(100000) %}{{ 'x' * 1000 }}{% endfor %}",
        ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Endless_and_huge_work_ends_with_an_error(string template)
    {
        Assert.Throws<JinjaException>(() => Rendering.Text(template));
    }

    public static TheoryData<string, string, string> Depths() =>
        new()
        {
            { "{{ ", "(", "1" },
            { "{{ ", "[", "1" },
            { "{{ ", "{1:", "1" },
            { "{{ ", "not ", "1" },
            { "{{ ", "-", "1" },
            { "{{ ", "f(", "1" },
            { "{{ ", "1 if 1 else ", "1 }}" },
            { "{{ 1", " if 1", " }}" },
            { "{{ a", ".a", " }}" },
            { "{{ a", "[0]", " }}" },
            { "{{ a", "()", " }}" },
            { "{{ a", "|string", " }}" },
            { "{{ a", " is none", " }}" },
            { "{{ a is eq ", "(", "" },
            { "", "{% if 1 %}", "" },
            { "", "{% for a in b %}", "" },
            { "", "{% macro m() %}", "" },
            { "", "{% call m() %}", "" },
            { "", "{% set x %}", "" },
            { "", "{% filter upper %}", "" },
            { "", "{% with %}", "" },
            { "{% if 1 %}", "{% else %}{% if 1 %}", "" },
            { "{% set ", "(", "" },
            { "{% for ", "(", "" },
        };

    [Theory]
    [MemberData(nameof(Depths))]
    public void Deep_nesting_ends_with_an_error_on_a_small_stack_too(string start, string middle, string end)
    {
        var source = start + string.Concat(Enumerable.Repeat(middle, Deep)) + end;
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => JinjaTemplate.Parse(source)), SmallStack);
        thread.Start();
        thread.Join();

        Assert.IsType<JinjaException>(failure);
    }

    [Theory]
    [InlineData("{{ 1", " + 1", "60001")]
    [InlineData("{{ 1", " and 1", "1")]
    [InlineData("{{ 'a'|length", " ~ ''", "1")]
    [InlineData("{{ 'a'", " 'a'", null)]
    [InlineData("{{ 1", " < 2 > 1", "True")]
    public void Long_rows_are_not_deep(string start, string middle, string? expected)
    {
        var source = start + string.Concat(Enumerable.Repeat(middle, Deep)) + " }}";

        Assert.Equal(expected ?? new string('a', Deep + 1), Rendering.Text(source));
    }

    [Fact]
    public void Long_chains_of_elif_are_not_deep()
    {
        var source = "{% if 0 %}" + string.Concat(Enumerable.Repeat("{% elif 0 %}", Deep)) + "{% else %}x{% endif %}";

        Assert.Equal("x", Rendering.Text(source));
    }

    [Fact]
    public void Recursion_to_the_bound_fits_a_small_stack()
    {
        const string Source =
            "{% macro m(n) %}{% if n > 0 %}{% for i in [1] %}{% if ((((1)))) %}{{ m(n - 1) }}{% endif %}{% endfor %}{% endif %}{% endmacro %}{{ m(1000) }}";
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => Rendering.Text(Source)), SmallStack);
        thread.Start();
        thread.Join();

        Assert.IsType<JinjaException>(failure);
    }

    [Fact]
    public void Sources_that_are_too_long_are_refused()
    {
        var longest = new string('a', JinjaLimits.MaxTemplateLength);

        Assert.Equal(longest, Rendering.Text(longest));
        Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(longest + "a"));
    }

    [Fact]
    public void Deep_json_is_refused()
    {
        var json = new string('[', JinjaLimits.MaxValueDepth + 2) + new string(']', JinjaLimits.MaxValueDepth + 2);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });

        Assert.Throws<JinjaException>(() => JinjaValue.FromJson(document.RootElement, isInput: true));
    }

    [Fact]
    public void Each_part_of_a_tuple_that_a_text_may_start_or_end_with_is_counted()
    {
        const string Texts = "{% set s = 'a' * 160000 ~ 'b' %}{% set p = 'a' * 160000 ~ 'c' %}";

        AssertTooLong(Texts + "{{ s.startswith((p, p, p, p, p, p, p, p)) }}");
        AssertTooLong(Texts + "{{ s.endswith((p, p, p, p, p, p, p, p)) }}");
    }

    [Fact]
    public void The_places_of_a_macro_s_variables_are_counted()
    {
        var parameters = string.Join(", ", Enumerable.Range(0, 1_000).Select(index => $"p{index}"));

        AssertTooLong(
            $"{{% macro m({parameters}) %}}{{% set x = 1 %}}{{% endmacro %}}{{% for i in range(200) %}}{{{{ m(p999=2) }}}}{{% endfor %}}"
        );
    }

    private static void AssertTooLong(string template) =>
        Assert.Contains(
            "steps",
            Assert
                .Throws<JinjaException>(() => Rendering.Pieces(template, "{}", new JinjaOptions { MaxSteps = 75_000 }))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_options_narrow_the_bounds()
    {
        Assert.Throws<JinjaException>(() =>
            Rendering.Pieces("{% for i in range(50) %}{% endfor %}", "{}", new JinjaOptions { MaxSteps = 20 })
        );
        Assert.Throws<JinjaException>(() =>
            Rendering.Pieces("{{ 'abc' }}", "{}", new JinjaOptions { MaxOutputLength = 2 })
        );
    }
}
