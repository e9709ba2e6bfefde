using Chat.Formats.Jinja;

namespace Chat.Formats.Tests.Jinja.Values;

/// <summary>JSON as values of templates.</summary>
public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":{"\udc00x":1}}""")]
    public void Half_a_character_is_an_error_of_the_rendering(string variables) =>
        Assert.Throws<JinjaException>(() => Rendering.Text("{{ a|tojson }}", variables));

    [Theory]
    [InlineData("{{ 'abc'.ljust(-9223372036854775807) }}")]
    [InlineData("{{ 'abc'.rjust(3, 'xy') }}")]
    public void A_width_that_is_reached_fills_nothing(string template) => Assert.Equal("abc", Rendering.Text(template));
}
