using Chat.Core.Requests;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskResponseFormatsTests : IDisposable
{
    private const string Schema = """{"type":"object","properties":{"n":{"type":"integer"}}}""";

    private readonly HomeDoor _home = new();

    private ResponseFormat Format => _home.Door.Engine.Backend.Request!.ResponseFormat!;

    [Fact]
    public async Task A_schema_is_a_file_or_the_json_itself()
    {
        foreach (var value in (string[])[_home.Write("s.json", Schema), Schema])
        {
            Assert.Equal(0, await _home.RunAsync("ask", "hi", "--schema", value));
            Assert.Equal(
                ("json_schema", "answer", true),
                (Format.Type, Format.JsonSchema!.Name, Format.JsonSchema.Strict)
            );
            Assert.Equal(Schema, Format.JsonSchema.Schema!.Value.GetRawText());
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json_object")]
    public async Task A_word_is_a_form(string word)
    {
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--response-format", word));
        Assert.Equal(word, Format.Type);
    }

    [Theory]
    [InlineData(2, "--response-format is \"xml\"", "--response-format", "xml")]
    [InlineData(2, "--schema is not JSON (line 2)", "--schema", "{\n]")]
    [InlineData(2, "--schema holds no JSON object", "--schema", "[1]")]
    [InlineData(2, "--schema cannot go together", "--schema", "{}", "--response-format", "text")]
    [InlineData(3, "--schema: there is no file nowhere.json", "--schema", "nowhere.json")]
    public async Task What_is_wrong_is_told_before_anything_is_loaded(int code, string what, params string[] options)
    {
        Assert.Equal(code, await _home.RunAsync(["ask", "hi", .. options]));
        _home.Door.AssertTwoLines(what);
        Assert.Equal(0, _home.Door.Engine.Opened);
    }

    public void Dispose() => _home.Dispose();
}
