namespace Chat.Formats.Tests.Upstream;

public class CppTextTests
{
    [Fact]
    public void Strings_have_their_escapes_and_are_joined()
    {
        var tokens = CppText.Read("f(\"a\\n\\\"\" /* c */ \"b\\\n c\", u8\"\\u2713\\x41\"); // end");

        Assert.Equal(["f", "(", "a\n\"b c", ",", "✓A", ")", ";", ""], tokens.Select(token => token.Text));
    }

    [Fact]
    public void Raw_strings_are_taken_as_they_are()
    {
        var tokens = CppText.Read("R\"(a\\n\")\" R\"\"\"(b)\")\"\"\"");

        Assert.Equal("a\\n\"b)\"", tokens[0].Text);
    }

    [Theory]
    [InlineData("{{\"a\", 1}, {\"b\", json::array({\"x\", -2.5})}}", "{\"a\":1,\"b\":[\"x\",-2.5]}")]
    [InlineData("json::object()", "{}")]
    [InlineData("json::array({{{\"n\", \"a\"}}, json({{\"n\", nullptr}})})", "[{\"n\":\"a\"},{\"n\":null}]")]
    [InlineData("{{\"a\", {{\"k\", \"v\"}}}}", "{\"a\":{\"k\":\"v\"}}")]
    public void Initialiser_lists_become_json(string source, string json)
    {
        var at = 0;

        var node = CppJson.Read(CppText.Read(source), ref at);

        Assert.Equal(json, node!.ToJsonString());
    }
}
