namespace Chat.Formats.Tests.Jinja.Builtins;

public class JsonTextTests
{
    [Theory]
    [InlineData(
        "{{ v|tojson }}",
        "{\"a\":[1,2.0,null,true,\"é\\n\\\"\\u0001/\"],\"e\":{},\"l\":[]}",
        "{\"a\": [1, 2.0, null, true, \"é\\n\\\"\\u0001/\"], \"e\": {}, \"l\": []}"
    )]
    [InlineData("{{ v|tojson(indent=1) }}", "{\"a\":[1,{}]}", "{\n \"a\": [\n  1,\n  {}\n ]\n}")]
    [InlineData("{{ v|tojson(true) }}", "\"é😀\\u007f\"", "\"\\u00e9\\ud83d\\ude00\\u007f\"")]
    [InlineData("{{ v|tojson(sort_keys=true, separators=(',', ':')) }}", "{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}")]
    [InlineData("{{ v|tojson }}", "18446744073709551615", "18446744073709551615")]
    [InlineData("{{ {1: 2, none: 3, true: 4.5}|tojson }}", "0", "{\"1\": 4.5, \"null\": 3}")]
    public void Writes_as_python_does(string template, string value, string expected) =>
        Assert.Equal(expected, Rendering.Text(template, $"{{\"v\": {value}}}"));
}
