using System.Text;
using System.Text.Json;
using Chat.Core.Tools;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>What tests of answers share: tools, and an answer read in pieces and put together again.</summary>
internal static class Answers
{
    public static ChatTool Function(string name, string? parameters = null) =>
        ChatTool.FromFunction(name, "What it does.", parameters is null ? null : Json(parameters));

    public static ChatTool Weather { get; } =
        Function(
            "get_weather",
            """{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"]}"""
        );

    public static ChatTool Custom(string name) => ChatTool.FromCustom(name, "Takes text.");

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public static AnswerParser Parser(CallFormat format, params IReadOnlyList<ChatTool> tools) =>
        AnswerFormat.Create(new AnswerRequest { Format = format, Tools = tools }).NewParser(1);

    /// <summary>Reads a text in one piece.</summary>
    public static Answer Read(AnswerParser parser, string text, bool cut = false) => Read(parser, [text], cut);

    /// <summary>Reads the pieces of a text.</summary>
    public static Answer Read(AnswerParser parser, IEnumerable<string> pieces, bool cut = false)
    {
        var deltas = new List<AnswerDelta>();
        foreach (var piece in pieces)
        {
            parser.Push(piece, deltas);
        }

        parser.Finish(cut, deltas);
        return Join(deltas);
    }

    public static Answer Join(IReadOnlyList<AnswerDelta> deltas)
    {
        var content = new StringBuilder();
        var reasoning = new StringBuilder();
        var calls = new List<(string Id, string Name, bool IsCustom, StringBuilder Text)>();
        foreach (var delta in deltas)
        {
            switch (delta.Kind)
            {
                case AnswerDeltaKind.Content:
                    content.Append(delta.Text);
                    break;
                case AnswerDeltaKind.Reasoning:
                    reasoning.Append(delta.Text);
                    break;
                case AnswerDeltaKind.CallStart:
                    Assert.Equal(calls.Count, delta.CallIndex);
                    calls.Add((delta.CallId!, delta.Text, delta.IsCustom, new StringBuilder()));
                    break;
                default:
                    Assert.Equal(calls.Count - 1, delta.CallIndex);
                    calls[^1].Text.Append(delta.Text);
                    break;
            }
        }

        return new Answer(
            content.ToString(),
            reasoning.ToString(),
            [.. calls.Select(call => new ReadCall(call.Id, call.Name, call.IsCustom, call.Text.ToString()))]
        );
    }
}
