using System.Globalization;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>Reads messages as a template is to see them, and refuses those that no local model takes.</summary>
internal static class MessageReader
{
    /// <summary>Reads a conversation.</summary>
    /// <param name="messages">The conversation, oldest first.</param>
    /// <exception cref="ChatException">A role is unknown, or a part is no text: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static List<PromptMessage> Read(IReadOnlyList<ChatMessage> messages)
    {
        var names = new Dictionary<string, JinjaString>(StringComparer.Ordinal);
        var result = new List<PromptMessage>(messages.Count);
        string? lastFunctionCall = null;
        foreach (var message in messages)
        {
            var role = RoleOf(message);
            var calls = CallsOf(message, result.Count);
            foreach (var call in calls)
            {
                names[call.Id] = call.Name;
            }

            lastFunctionCall = message.FunctionCall is null ? lastFunctionCall : calls[^1].Id;
            var callId = role is "tool" ? message.ToolCallId ?? lastFunctionCall : null;
            var parts = PartsOf(message);
            result.Add(
                new PromptMessage
                {
                    Role = role,
                    Content = parts is null ? Input(message.Content?.Text ?? message.Refusal ?? "") : Join(parts),
                    Parts = parts,
                    Reasoning = role is "assistant" && message.Reasoning is { Length: > 0 } text ? Input(text) : null,
                    ToolCalls = calls,
                    ToolCallId = callId,
                    Name = NameOf(message, callId, names),
                }
            );
        }

        return result;
    }

    /// <summary>The value of a text that is input.</summary>
    /// <param name="text">The text.</param>
    public static JinjaString Input(string text) => text.Length == 0 ? JinjaString.Empty : new(text, isInput: true);

    private static string RoleOf(ChatMessage message) =>
        message.Role.Value switch
        {
            "developer" => "developer",
            "system" => "system",
            "user" => "user",
            "assistant" => "assistant",
            "tool" or "function" => "tool",
            var role => throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The role \"{role}\" is not one that a local model knows.",
                "Use developer, system, user, assistant or tool."
            ),
        };

    private static List<JinjaString>? PartsOf(ChatMessage message)
    {
        if (message.Content?.Parts is not { } parts)
        {
            return null;
        }

        var texts = new List<JinjaString>(parts.Count);
        foreach (var part in parts)
        {
            if ((part.Text ?? part.Refusal) is { } text)
            {
                texts.Add(Input(text));
            }
            else if (part.Thinking is null)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"A message holds a part of type \"{part.Type}\", and local models read text only.",
                    "Send text parts only, or use a remote model."
                );
            }
        }

        return texts;
    }

    private static JinjaString Join(List<JinjaString> parts) =>
        Input(string.Join('\n', parts.Select(part => part.Text)));

    private static JinjaString? NameOf(ChatMessage message, string? callId, Dictionary<string, JinjaString> names) =>
        (message.Name ?? message.ToolName) is { Length: > 0 } name ? Input(name)
        : callId is not null ? names.GetValueOrDefault(callId)
        : null;

    private static List<PromptToolCall> CallsOf(ChatMessage message, int place)
    {
        var calls = new List<PromptToolCall>();
        foreach (var call in message.ToolCalls ?? [])
        {
            var id = call.Id is { Length: > 0 } given ? given : NewId(place, calls.Count);
            calls.Add(
                call.Custom is { } custom
                    ? new PromptToolCall(id, Input(custom.Name ?? ""), Input(InputArguments(custom)))
                    : Call(id, call.Function)
            );
        }

        if (message.FunctionCall is { } function)
        {
            calls.Add(Call(NewId(place, calls.Count), function));
        }

        return calls;
    }

    private static PromptToolCall Call(string id, FunctionCall? function) =>
        new(
            id,
            Input(function?.Name ?? ""),
            Input(string.IsNullOrWhiteSpace(function?.Arguments) ? "{}" : function.Arguments)
        );

    // A custom tool is offered to a template as a function with one argument.
    private static string InputArguments(CustomToolCall custom) =>
        $"{{\"{ToolValues.CustomInput}\": {JsonSerializer.Serialize(custom.Input ?? "", TemplateJson.Readable.String)}}}";

    private static string NewId(int place, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"call{place:000}{index:00}");
}
