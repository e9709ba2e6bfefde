using Chat.Formats.Jinja;

namespace Chat.Formats.Tests.Jinja;

public class JinjaTemplateTests
{
    [Theory]
    [InlineData("a\n   {# c #}\nb", "a\nb")]
    [InlineData("  {%+ if 1 %}\n  x\n  {%+ endif +%}\ny", "    x\n  \ny")]
    [InlineData("  {{ 1 }}\n  {{- 2 }}\n {{ 3 -}}\n  4", "  12\n 34")]
    [InlineData("x\n\n", "x\n")]
    [InlineData("a\r\nb\r\n{% if 1 %}\r\nc{% endif %}\r\n", "a\nb\nc")]
    [InlineData("{% raw %}{{ x }}{% y %}{% endraw %}", "{{ x }}{% y %}")]
    [InlineData("{%- raw -%} {{ x }} {%- endraw -%} z", "{{ x }}z")]
    public void White_space_around_tags_is_dropped_as_transformers_sets_it(string template, string expected) =>
        Assert.Equal(expected, Rendering.Text(template));

    [Theory]
    [InlineData("{{ 1 + 2 * 3 - 4 // 3 % 2 }}", "6")]
    [InlineData("{{ 2**3**2 }}", "64")]
    [InlineData("{{ -7 // 2 }} {{ -7 % 3 }} {{ 1 // 0.1 }}", "-4 2 9.0")]
    [InlineData("{{ 1 < 2 < 3 }} {{ 1 not in [2] and 3 }}", "True 3")]
    [InlineData("{{ 'a' ~ 1 ~ none ~ true }}", "a1NoneTrue")]
    [InlineData("{{ 'a' 'b' }} {{ 1_000 }} {{ 0x1f }} {{ '\\x41\\u00e9\\q' }}", "ab 1000 31 Aé\\q")]
    [InlineData("{{ 'é😀x'|length }}{{ 'é😀x'[1] }}{{ 'é😀x'[::-1] }}", "3😀x😀é")]
    [InlineData("{{ '%5.2f|%-4s|%03d|%%' % (1.005, 'a', 7) }}", " 1.00|a   |007|%")]
    [InlineData("{{ '{:>5}|{:05.1f}|{:,}'.format('a', 2.26, 1234567) }}", "    a|002.3|1,234,567")]
    [InlineData("{{ ['b', 'A', 'c', 'a']|sort }} {{ [3, 1]|sort(reverse=true) }}", "['A', 'a', 'b', 'c'] [3, 1]")]
    [InlineData("{{ \"it's\" }} {{ [\"it's\", 'q\"', '\\n'] }}", "it's [\"it's\", 'q\"', '\\n']")]
    [InlineData(
        "{{ ' a b '.split() }} {{ 'a,b,,c'.split(',', 1) }} {{ ' a b c '.split(none, 1) }}",
        "['a', 'b'] ['a', 'b,,c'] ['a', 'b c ']"
    )]
    [InlineData("{{ none|selectattr('x')|list }}", "[]")]
    [InlineData("{{ [1, 2, 3]|batch(2, 0)|list }} {{ [1, 2, 3]|slice(2)|list }}", "[[1, 2], [3, 0]] [[1, 2], [3]]")]
    [InlineData("{{ 5|from_json is undefined if false else '{\"a\": [1]}'|from_json }}", "{'a': [1]}")]
    public void Expressions_evaluate_as_in_jinja(string template, string expected) =>
        Assert.Equal(expected, Rendering.Text(template));

    [Theory]
    [InlineData("{% set x = 1 %}{% for a in [1, 2] %}{{ x }}{% set x = x + 1 %}{{ x }}{% endfor %}{{ x }}", "12121")]
    [InlineData("{% set x = 9 %}{% for x in [1, 2] %}{{ x }}{% endfor %}{{ x }}", "129")]
    [InlineData(
        "{% for a in [1, 2, 3, 4] if a is even %}{{ a }}{{ loop.index }}/{{ loop.length }} {% endfor %}",
        "21/2 42/2 "
    )]
    [InlineData("{% for a, (b, c) in [(1, (2, 5))] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "125")]
    [InlineData(
        "{% for a in [1, 2, 3] %}{% if a == 2 %}{% continue %}{% endif %}{{ a }}{% if a == 3 %}{% break %}{% endif %}{% else %}none{% endfor %}",
        "13"
    )]
    [InlineData(
        "{% for i in [1, 2] %}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.cycle('x', 'y') }}{% endfor %}",
        "2x1y"
    )]
    [InlineData("{% macro m() %}{{ y }}{% endmacro %}{% set y = 1 %}{{ m() }}{% set y = 2 %}{{ m() }}", "12")]
    [InlineData(
        "{% macro m(a, b=a) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1) }}{{ m(1, 2, 3, z=4) }}",
        "11(){}12(3,){'z': 4}"
    )]
    [InlineData(
        "{% macro m() %}[{{ caller(1, 2) }}]{% endmacro %}{% call(a, b) m() %}{{ a }}-{{ b }}{% endcall %}",
        "[1-2]"
    )]
    [InlineData("{% set x|upper %}a{{ 1 }}b{% endset %}{{ x }}", "A1B")]
    [InlineData("{% filter replace('a', 'b')|upper %}aXa{% endfilter %}", "BXB")]
    [InlineData("{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a is defined }}", "12False")]
    [InlineData("{% generation %}x{% endgeneration %}", "x")]
    [InlineData("{% set l = [1] %}{% set _ = l.append(2) %}{{ l }}{{ l.pop(0) }}{{ l }}", "[1, 2]1[2]")]
    public void Statements_run_as_in_jinja(string template, string expected) =>
        Assert.Equal(expected, Rendering.Text(template));

    [Theory]
    [InlineData("{{ l.append(1) }}")]
    [InlineData("{{ l.pop() }}")]
    [InlineData("{{ d.update({}) }}")]
    [InlineData("{% set d.x = 1 %}")]
    public void What_is_given_from_outside_is_never_changed(string template)
    {
        Assert.Throws<JinjaException>(() => Rendering.Text(template, "{\"l\": [1], \"d\": {}}"));
    }

    [Fact]
    public void The_time_comes_from_the_options()
    {
        var options = new JinjaOptions { Now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) };

        var text = Rendering.Pieces("{{ strftime_now('%d %b %Y %H:%M:%S %-d %j %A %%') }}", "{}", options).ToString();

        Assert.Equal("02 Jan 2026 03:04:05 2 002 Friday %", text);
    }

    [Fact]
    public void A_template_renders_at_the_same_time_on_many_threads()
    {
        var template = JinjaTemplate.Parse(
            "{% set l = [] %}{% for i in range(50) %}{% set _ = l.append(i) %}{% endfor %}{{ l|sum }}"
        );

        var texts = ParallelEnumerable.Range(0, 64).Select(_ => template.Render(new()).ToString()).ToList();

        Assert.All(texts, text => Assert.Equal("1225", text));
    }
}
