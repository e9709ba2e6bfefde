using System.Text.Json;
using Chat.Formats.Jinja;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>Makes messages the values that a template expects.</summary>
/// <param name="capabilities">What the template can do.</param>
internal sealed class MessageValues(TemplateCapabilities capabilities)
{
    private static readonly JinjaString TextType = new("text");
    private static readonly JinjaString FunctionType = new("function");
    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = JinjaLimits.MaxValueDepth };

    private static readonly Dictionary<string, JinjaString> Roles = new[]
    {
        "system",
        "developer",
        "user",
        "assistant",
        "tool",
    }.ToDictionary(role => role, role => new JinjaString(role), StringComparer.Ordinal);

    private readonly Dictionary<string, JinjaString> _ids = new(StringComparer.Ordinal);

    /// <summary>The messages as a list.</summary>
    /// <param name="messages">The messages.</param>
    public JinjaList Of(IReadOnlyList<PromptMessage> messages)
    {
        var values = new List<JinjaValue>(messages.Count);
        foreach (var message in messages)
        {
            values.Add(Of(message));
        }

        return new JinjaList(values);
    }

    private JinjaObject Of(PromptMessage message)
    {
        var value = new JinjaObject().Set(Keys.Role, Roles[message.Role]);
        var (content, reasoning) = (message.Content, message.Reasoning);
        if (capabilities.ReasoningExcludesContent && message.ToolCalls.Count > 0 && reasoning is not null)
        {
            reasoning = content.Length == 0 ? reasoning : reasoning.Concat(new JinjaString("\n")).Concat(content);
            message = message.WithContent(JinjaString.Empty);
        }

        value.Set(Keys.Content, ContentOf(message));
        if (reasoning is not null && capabilities.ReasoningField is { } field)
        {
            value.Set(new JinjaString(field), reasoning);
        }

        if (message.ToolCalls.Count > 0)
        {
            value.Set(Keys.ToolCalls, new JinjaList([.. message.ToolCalls.Select(Of)]));
        }

        if (message.ToolCallId is { } id)
        {
            value.Set(Keys.ToolCallId, IdOf(id));
        }

        return message.Name is { } name ? value.Set(Keys.Name, name) : value;
    }

    private JinjaValue ContentOf(PromptMessage message)
    {
        if (capabilities.NullContentWithCalls && message is { ToolCalls.Count: > 0, Content.Length: 0 })
        {
            return JinjaNone.Value;
        }

        if (capabilities.NeedsTypedContent || (capabilities.TypedContent && message.Parts is { Count: > 0 }))
        {
            return new JinjaList([.. (message.Parts ?? [message.Content]).Select(Part)]);
        }

        return message.Content;
    }

    private static JinjaObject Part(JinjaString text) =>
        new JinjaObject().Set(Keys.Type, TextType).Set(Keys.Text, text);

    private JinjaObject Of(PromptToolCall call) =>
        new JinjaObject()
            .Set(Keys.Id, IdOf(call.Id))
            .Set(Keys.Type, FunctionType)
            .Set(Keys.Function, new JinjaObject().Set(Keys.Name, call.Name).Set(Keys.Arguments, ArgumentsOf(call)));

    // Arguments that were cut, and so are no JSON, stay the text they are.
    private JinjaValue ArgumentsOf(PromptToolCall call)
    {
        if (!capabilities.ObjectArguments)
        {
            return call.Arguments;
        }

        try
        {
            using var document = JsonDocument.Parse(call.Arguments.Text, ReadOptions);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? JinjaValue.FromJson(document.RootElement, call.Arguments.HasInput)
                : call.Arguments;
        }
        catch (JsonException)
        {
            return call.Arguments;
        }
    }

    private JinjaString IdOf(string id)
    {
        if (!_ids.TryGetValue(id, out var value))
        {
            value = capabilities.ShortCallIds
                ? new JinjaString($"call{_ids.Count % 100_000:00000}")
                : MessageReader.Input(id);
            _ids.Add(id, value);
        }

        return value;
    }

    private static class Keys
    {
        public static readonly JinjaString Role = new("role");
        public static readonly JinjaString Content = new("content");
        public static readonly JinjaString ToolCalls = new("tool_calls");
        public static readonly JinjaString ToolCallId = new("tool_call_id");
        public static readonly JinjaString Name = new("name");
        public static readonly JinjaString Type = new("type");
        public static readonly JinjaString Text = new("text");
        public static readonly JinjaString Id = new("id");
        public static readonly JinjaString Function = new("function");
        public static readonly JinjaString Arguments = new("arguments");
    }
}
