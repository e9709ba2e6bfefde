using Chat.Formats.Jinja;

namespace Chat.Formats.Tests.Jinja;

public class JinjaExceptionTests
{
    [Theory]
    [InlineData("a\nb {{ x.y.z }}", 2, 8)]
    [InlineData("{% if 1 %}\n x", 1, 7)]
    [InlineData("\n\n  {% foo %}", 3, 6)]
    [InlineData("{{ 'a' + 1 }}", 1, 10)]
    [InlineData("a\n{{ nofilter|nofilter }}", 2, 13)]
    [InlineData("{{ 'a }}", 1, 4)]
    [InlineData("x\n{# y", 2, 1)]
    [InlineData("{{ 1 2 }}", 1, 6)]
    [InlineData("{{ (1 }}", 1, 7)]
    [InlineData("{% break %}", 1, 4)]
    [InlineData("{{ 1/0 }}", 1, 6)]
    [InlineData("{% endfor %}", 1, 1)]
    public void Failures_name_line_and_column(string template, int line, int column)
    {
        var exception = Assert.Throws<JinjaException>(() => Rendering.Text(template));

        Assert.Equal((line, column), (exception.Line, exception.Column));
        Assert.Contains($"Line {line}, column {column}: ", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsRaised);
    }

    [Fact]
    public void What_a_template_raises_is_its_own_message()
    {
        var exception = Assert.Throws<JinjaException>(() =>
            Rendering.Text("\n{{ raise_exception('No ' ~ x) }}", "{\"x\": \"way\"}")
        );

        Assert.Equal("No way", exception.Message);
        Assert.True(exception.IsRaised);
        Assert.Equal(2, exception.Line);
    }
}
