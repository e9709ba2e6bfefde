using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Formats.Jinja;
using Chat.Formats.Templates;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Jinja;

public class UpstreamTemplateFilesTests
{
    private const int FileCount = 70;

    private static readonly Dictionary<string, string> WithoutUserMessage = new()
    {
        ["fireworks-ai-llama-3-firefunction-v2.jinja"] =
            "needs the variables functions and datetime, which no request has",
    };

    public static TheoryData<string> Names()
    {
        TheoryData<string> names = [.. Files()];
        if (names.Count == 0)
        {
            names.Add("");
        }

        return names;
    }

    [SkippableFact]
    public void All_files_are_found()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);

        Assert.Equal(FileCount, Files().Count());
        Assert.Empty(WithoutUserMessage.Keys.Except(Files()));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Template_files_parse_and_render_conversations(string name)
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var source = UpstreamSource.Read($"models/templates/{name}");
        Assert.NotNull(JinjaTemplate.Parse(source));

        var template = ChatTemplate.Create(source, "<s>", "</s>");

        Assert.Equal(WithoutUserMessage.ContainsKey(name), template.Warning is not null);
        foreach (var (messages, tools, words) in Conversations())
        {
            var pieces = template.Render(new TemplateRequest { Messages = messages, Tools = tools });
            var input = string.Concat(pieces.Where(piece => piece.IsInput).Select(piece => piece.Text));
            Assert.All(words, word => Assert.Contains(word, input, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Files() =>
        UpstreamSource.Folder is null
            ? []
            : Directory
                .EnumerateFiles(Path.Combine(UpstreamSource.Folder, "models", "templates"), "*.jinja")
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal);

    private static IEnumerable<(ChatMessage[] Messages, ChatTool[]? Tools, string[] Words)> Conversations()
    {
        yield return (
            [ChatMessage.User("Hi"), ChatMessage.Assistant("Yo"), ChatMessage.User("Bye")],
            null,
            ["Hi", "Yo", "Bye"]
        );
        yield return (
            [ChatMessage.System("One"), ChatMessage.System("Two"), ChatMessage.User("Hi")],
            null,
            ["One", "Two", "Hi"]
        );
        yield return ([ChatMessage.User("First"), ChatMessage.User("Second")], null, ["First", "Second"]);
        yield return (
            [ChatMessage.FromParts(ChatRole.User, ContentPart.FromText("First"), ContentPart.FromText("Second"))],
            null,
            ["First", "Second"]
        );
        var call = new ToolCall
        {
            Id = "call_0123456789abc",
            Type = "function",
            Function = new FunctionCall { Name = "get_weather", Arguments = "{\"city\": \"Paris\"}" },
        };
        yield return (
            [
                ChatMessage.User("Weather?"),
                new ChatMessage { Role = ChatRole.Assistant, ToolCalls = [call, call with { Id = "other" }] },
                ChatMessage.ToolResult(call.Id, "warm"),
                ChatMessage.ToolResult("other", "cold"),
            ],
            [ChatTool.FromFunction("get_weather", "Tells the weather.")],
            ["Weather?", "get_weather", "Paris", "warm", "cold"]
        );
    }
}
