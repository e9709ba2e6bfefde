using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Engine.Gguf;
using Chat.Engine.Models;
using Chat.Formats.Grammars;
using Chat.Formats.Templates;
using Chat.Formats.ToolCalls;

namespace Benchmarks;

/// <summary>
/// What the form of an answer costs beside the model: writing the prompt of 100 messages with the bundled model's template, making the grammar of
/// 40 tools of 53 kB, and reading an answer with a call of 200 pieces. The goals are 1 ms, 50 ms and 2 µs a piece.
/// </summary>
[MemoryDiagnoser]
public class FormBenchmarks
{
    private const int Pieces = 200;

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private ChatTemplate _template = null!;
    private CallFormat _calls = null!;
    private TemplateRequest _conversation = null!;
    private AnswerRequest _fortyTools = null!;
    private AnswerFormat _oneTool = null!;
    private readonly string[] _answer = new string[Pieces];
    private readonly List<AnswerDelta> _deltas = [];

    [GlobalSetup]
    public void SetUp()
    {
        var bundled =
            ModelFolders.FindBundled(AppContext.BaseDirectory)
            ?? throw new InvalidOperationException("The folder models was not found above the program.");
        var path = Directory.EnumerateFiles(bundled, "*.gguf").Order(StringComparer.Ordinal).First();
        using var file = File.OpenRead(path);
        var header = GgufReader.Read(file, path);
        _template = ChatTemplate.Create(header.ChatTemplate, "<|im_start|>", "<|im_end|>");
        _calls = CallFormat.Detect(_template);
        _conversation = new TemplateRequest
        {
            Messages =
            [
                .. Enumerable
                    .Range(0, 100)
                    .Select(number =>
                        number % 2 == 0
                            ? ChatMessage.User($"Question {number}: {Words(40)}")
                            : ChatMessage.Assistant($"Answer {number}: {Words(40)}")
                    ),
            ],
            Now = Now,
        };
        _fortyTools = new AnswerRequest
        {
            Format = _calls,
            Tools = [.. Enumerable.Range(0, 40).Select(Tool)],
            ToolChoice = ToolChoice.Required,
        };
        _oneTool = AnswerFormat.Create(_fortyTools with { Tools = [Tool(0)], ToolChoice = ToolChoice.Auto });
        Cut();
    }

    /// <summary>Conversation to prompt.</summary>
    [Benchmark]
    public int HundredMessages() => _template.Render(_conversation).Count;

    /// <summary>What a template is asked when a model is loaded: what it can do, and how it writes calls.</summary>
    [Benchmark]
    public bool ProbesOfATemplate() =>
        CallFormat.Detect(ChatTemplate.Create(_template.Source, "<|im_start|>", "<|im_end|>")).NeedsInstructions;

    /// <summary>Tools to GBNF, and GBNF to a compiled grammar.</summary>
    [Benchmark]
    public int FortyTools() => Grammar.Parse(AnswerFormat.Create(_fortyTools).Grammar!).Kinds;

    /// <summary>Reading an answer, per piece.</summary>
    [Benchmark(OperationsPerInvoke = Pieces)]
    public int Reader()
    {
        var parser = _oneTool.NewParser();
        _deltas.Clear();
        foreach (var piece in _answer)
        {
            parser.Push(piece, _deltas);
        }

        parser.Finish(cut: false, _deltas);
        return parser.Calls == 1 ? _deltas.Count : throw new InvalidOperationException("The call was not read.");
    }

    private void Cut()
    {
        var call = $$$"""
            I will look that up for you. <tool_call>
            {"name": "tool_0", "arguments": {"name0": "{{{Words(60)}}}", "count0": 12}}
            </tool_call>
            """;
        for (var piece = 0; piece < Pieces; piece++)
        {
            _answer[piece] = call[(call.Length * piece / Pieces)..(call.Length * (piece + 1) / Pieces)];
        }
    }

    // About 1,325 bytes of schema, as tools of coding agents have them.
    private static ChatTool Tool(int number)
    {
        var properties = new StringBuilder();
        for (var index = 0; index < 4; index++)
        {
            properties.Append(
                $$"""
                "name{{index}}":{"type":"string","description":"{{Words(8)}}","maxLength":200},
                "count{{index}}":{"type":"integer","minimum":0,"maximum":{{1000 + number}}},
                "kind{{index}}":{"enum":["first","second","third",{{number}}]},
                "list{{index}}":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]},"maxItems":9},
                """
            );
        }

        properties.Append("\"last\":{\"type\":\"boolean\"}");
        return ChatTool.FromFunction(
            $"tool_{number}",
            Words(5),
            JsonElement.Parse(
                $$"""{"type":"object","properties":{{{properties}}},"required":["name0","count0"],"additionalProperties":false}"""
            )
        );
    }

    private static string Words(int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(word => $"word{word % 10}"));
}
