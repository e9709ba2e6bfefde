using System.Globalization;
using Chat.Core.Tools;
using Chat.Formats.Tests.Upstream;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Reads the table of answers in llama.cpp's tests/test-chat.cpp: chains of calls that begin with <c>.test("text")</c>.</summary>
internal sealed class UpstreamAnswerCases
{
    private static readonly Lazy<UpstreamAnswerCases> Read = new(() => new UpstreamAnswerCases());

    private readonly List<CppToken> _tokens = CppText.Read(UpstreamSource.Read("tests/test-chat.cpp"));
    private readonly Dictionary<string, ChatTool> _tools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);
    private readonly List<UpstreamAnswerCase> _cases = [];
    private List<string> _templates = [];
    private int _at;

    private UpstreamAnswerCases() => Scan();

    public static IReadOnlyList<UpstreamAnswerCase> All => UpstreamSource.Folder is null ? [] : Read.Value._cases;

    private void Scan()
    {
        for (_at = 0; _at + 3 < _tokens.Count; _at++)
        {
            ReadTool();
            ReadMessage();
        }

        for (_at = 0; _at + 3 < _tokens.Count; _at++)
        {
            if (_tokens[_at].IsWord("peg_tester") && _tokens[_at + 1].IsSign('('))
            {
                _templates = Templates();
            }
            else if (_tokens[_at].IsSign('.') && _tokens[_at + 1].IsWord("test") && _tokens[_at + 2].IsSign('('))
            {
                ReadCase();
            }
        }

        foreach (var group in _cases.GroupBy(one => one.Template))
        {
            var number = 0;
            foreach (var one in group)
            {
                one.Name = string.Create(CultureInfo.InvariantCulture, $"{one.Name} {++number}");
            }
        }
    }

    // common_chat_tool NAME { "name", "description", R"(parameters)" , … }
    private void ReadTool()
    {
        if (_tokens[_at].IsWord("common_chat_tool") && _tokens[_at + 2].IsSign('{') && Tool(_at + 3) is { } tool)
        {
            _tools[_tokens[_at + 1].Text] = tool;
        }
    }

    private ChatTool? Tool(int at) =>
        _tokens[at].Kind == CppTokenKind.String
        && _tokens[at + 2].Kind == CppTokenKind.String
        && _tokens[at + 4].Kind == CppTokenKind.String
            ? Answers.Function(_tokens[at].Text, _tokens[at + 4].Text)
            : null;

    // common_chat_msg NAME = simple_assist_msg ( "…", … )
    private void ReadMessage()
    {
        if (
            _tokens[_at].IsWord("common_chat_msg")
            && _tokens[_at + 2].IsSign('=')
            && _tokens[_at + 3].IsWord("simple_assist_msg")
        )
        {
            var end = Close(_at + 4);
            _messages[_tokens[_at + 1].Text] = Strings(_at + 5, end);
        }
    }

    private List<string> Strings(int from, int to) =>
        [.. _tokens.Take(from..to).Where(token => token.Kind == CppTokenKind.String).Select(token => token.Text)];

    private int Close(int open)
    {
        var depth = 0;
        for (var at = open; ; at++)
        {
            var token = _tokens[at];
            depth +=
                token.IsSign('(') || token.IsSign('{') ? 1
                : token.IsSign(')') || token.IsSign('}') ? -1
                : 0;
            if (depth == 0)
            {
                return at;
            }
        }
    }

    // A template is named, or the names of a loop stand before it or around the call of the function that it is in.
    private List<string> Templates()
    {
        var name = _tokens[_at + 2];
        if (name.Kind == CppTokenKind.String)
        {
            return [name.Text];
        }

        var at = _at;
        if (name.IsWord("template_path"))
        {
            at = _tokens.FindLastIndex(token => token.IsWord("test_lfm2_parser"));
        }

        var names = new List<string>();
        while (!_tokens[--at].IsWord("for"))
        {
            if (_tokens[at].Kind == CppTokenKind.String)
            {
                names.Insert(0, _tokens[at].Text);
            }
        }

        return names;
    }

    private void ReadCase()
    {
        var end = Close(_at + 2);
        var isData = end == _at + 4 && _tokens[_at + 3].Kind == CppTokenKind.String;
        var chain = Chain(end + 1);
        foreach (var template in _templates)
        {
            var one = new UpstreamAnswerCase
            {
                Name = Path.GetFileNameWithoutExtension(template),
                Template = template,
                Input = isData ? _tokens[_at + 3].Text : "",
                LeftOut = isData ? null : "its text is put together",
            };
            foreach (var (method, from, to) in chain)
            {
                Apply(one, method, from, to);
            }

            _cases.Add(one);
        }
    }

    private List<(string Method, int From, int To)> Chain(int at)
    {
        var chain = new List<(string, int, int)>();
        while (_tokens[at].IsSign('.') && !_tokens[at + 1].IsWord("run"))
        {
            var end = Close(at + 2);
            chain.Add((_tokens[at + 1].Text, at + 3, end));
            at = end + 1;
        }

        return chain;
    }

    private void Apply(UpstreamAnswerCase one, string method, int from, int to)
    {
        switch (method)
        {
            case "tools":
                ApplyTools(one, from, to);
                break;
            case "enable_thinking":
                one.Thinks = _tokens[from].IsWord("true");
                break;
            case "is_partial":
                one.IsPartial = _tokens[from].IsWord("true");
                break;
            case "reasoning_format":
                one.TakesReasoning = !_tokens[from].IsWord("COMMON_REASONING_FORMAT_NONE");
                break;
            case "messages" or "continue_final_message":
                one.LeftOut ??= "it continues a message, which the engine puts before the answer";
                break;
            case "expect_content" when Text(from, to) is { } content:
                one.Content = content;
                break;
            case "expect_reasoning" when Text(from, to) is { } reasoning:
                one.Reasoning = reasoning;
                break;
            case "expect_tool_calls":
                ApplyCalls(one, from, to);
                break;
            case "expect":
                ApplyExpected(one, from, to);
                break;
            case "parallel_tool_calls"
            or "tool_choice"
            or "json_schema"
            or "expect_reconstruction"
            or "add_generation_prompt":
                break;
            default:
                one.LeftOut ??= $"{method} is not data";
                break;
        }
    }

    private string? Text(int from, int to) =>
        to == from + 1 && _tokens[from].Kind == CppTokenKind.String ? _tokens[from].Text : null;

    private void ApplyTools(UpstreamAnswerCase one, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (_tokens[at].Kind == CppTokenKind.Word)
            {
                if (!_tools.TryGetValue(_tokens[at].Text, out var tool))
                {
                    one.LeftOut ??= $"the tool {_tokens[at].Text} is not data";
                    return;
                }

                one.Tools.Add(tool);
            }
            else if (_tokens[at].Kind == CppTokenKind.String && Tool(at) is { } written)
            {
                one.Tools.Add(written);
                at += 4;
            }
        }
    }

    private void ApplyCalls(UpstreamAnswerCase one, int from, int to)
    {
        for (var at = from + 1; at < to - 1; at++)
        {
            if (_tokens[at].IsSign('{'))
            {
                var end = Close(at);
                var parts = Strings(at, end);
                if (parts.Count < 2)
                {
                    one.LeftOut ??= "its calls are not data";
                    return;
                }

                one.Calls.Add((parts[0], parts[1], parts.ElementAtOrDefault(2) ?? ""));
                at = end;
            }
        }
    }

    private void ApplyExpected(UpstreamAnswerCase one, int from, int to)
    {
        var name = _tokens[from].Text;
        var parts = _messages.TryGetValue(name, out var known) ? known : Strings(from, to);
        string Part(int place) => parts.ElementAtOrDefault(place) ?? "";
        (string Content, string Reasoning, int Call) shape = name switch
        {
            _ when known is not null || name == "simple_assist_msg" => (Part(0), Part(1), 2),
            "message_with_tool_calls" => ("", "", 0),
            "message_with_tool_calls_and_reasoning" => ("", Part(2), 0),
            "message_with_content_and_tool_call" => (Part(0), "", 1),
            "message_with_reasoning_and_tool_call" => ("", Part(0), 1),
            "message_with_reasoning_content_and_multiple_tool_calls" => (Part(1), Part(0), 2),
            _ => ("", "", -1),
        };
        (one.Content, one.Reasoning) = (shape.Content, shape.Reasoning);
        if (shape.Call < 0)
        {
            one.LeftOut ??= $"{name} is not data";
        }
        else if (name == "message_with_reasoning_content_and_multiple_tool_calls")
        {
            one.Calls = [.. parts.Skip(2).Chunk(2).Select(pair => (pair[0], pair[1], ""))];
        }
        else if (Part(shape.Call).Length > 0)
        {
            var isMessage = shape.Call == 2;
            one.Calls = [(Part(shape.Call), Part(shape.Call + 1), isMessage ? Part(4) : "")];
        }
    }
}
