using System.Text.Json;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>Gives a conversation the shape that a template can render, by putting what it lacks into what it has.</summary>
/// <param name="capabilities">What the template can do.</param>
internal sealed class MessageShaper(TemplateCapabilities capabilities)
{
    private static readonly JinjaString Gap = new("\n\n");

    /// <summary>Shapes a conversation.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="toolInstructions">What the model is told of the tools; null for nothing.</param>
    public List<PromptMessage> Shape(IReadOnlyList<PromptMessage> messages, JinjaString? toolInstructions)
    {
        var shaped = new List<PromptMessage>();
        JinjaString? system = null;
        var systemRole = "system";
        foreach (var message in OneCallEach(messages))
        {
            if (message.Role is "system" or "developer" && shaped.Count == 0)
            {
                systemRole = system is null ? KnownRole(message.Role) : systemRole;
                system = Joined(system, message.Content);
            }
            else
            {
                AddShaped(shaped, message);
            }
        }

        system = toolInstructions is null ? system : Joined(system, toolInstructions);
        if (system is not null)
        {
            AddSystem(shaped, systemRole, system);
        }

        return capabilities.RepeatedRoles ? shaped : Merged(shaped);
    }

    private void AddShaped(List<PromptMessage> shaped, PromptMessage message)
    {
        if (
            message is { ToolCalls.Count: > 0, Content.Length: > 0 }
            && capabilities is { ToolCalls: true, ContentHidesCalls: true, RepeatedRoles: true }
        )
        {
            shaped.Add(message with { ToolCalls = [] });
            message = message.WithContent(JinjaString.Empty) with { Reasoning = null };
        }

        shaped.Add(Shape(message));
    }

    // Several calls of one message become messages of one call, each with its result behind it.
    private List<PromptMessage> OneCallEach(IReadOnlyList<PromptMessage> messages)
    {
        var result = new List<PromptMessage>(messages.Count);
        for (var index = 0; index < messages.Count; index++)
        {
            var message = messages[index];
            if (message.ToolCalls.Count < 2 || capabilities.ParallelToolCalls || !capabilities.ToolCalls)
            {
                result.Add(message);
                continue;
            }

            var results = messages.Skip(index + 1).TakeWhile(next => next.Role is "tool").ToList();
            index += results.Count;
            for (var call = 0; call < message.ToolCalls.Count; call++)
            {
                var one = message.ToolCalls[call];
                result.Add(
                    (call == 0 ? message : message.WithContent(JinjaString.Empty) with { Reasoning = null }) with
                    {
                        ToolCalls = [one],
                    }
                );
                result.AddRange(
                    results.Where(next => string.Equals(next.ToolCallId, one.Id, StringComparison.Ordinal))
                );
                results.RemoveAll(next => string.Equals(next.ToolCallId, one.Id, StringComparison.Ordinal));
            }

            result.AddRange(results);
        }

        return result;
    }

    private void AddSystem(List<PromptMessage> messages, string role, JinjaString system)
    {
        if (capabilities.SystemRole)
        {
            messages.Insert(0, new PromptMessage { Role = role, Content = system });
            return;
        }

        // The system's words stand before the first user's, a line feed between them as llama.cpp puts it.
        var first = messages.FindIndex(message => message.Role is "user");
        if (first < 0)
        {
            messages.Insert(0, new PromptMessage { Role = "user", Content = system });
        }
        else
        {
            messages[first] = messages[first].WithContent(Joined(system, messages[first].Content, "\n"));
        }
    }

    private string KnownRole(string role) => role is "developer" && capabilities.DeveloperRole ? role : "system";

    private PromptMessage Shape(PromptMessage message)
    {
        switch (message.Role)
        {
            case "system" or "developer":
                return message with { Role = capabilities.LaterSystemMessages ? KnownRole(message.Role) : "user" };
            case "tool" when !capabilities.ToolResults:
                return new PromptMessage { Role = "user", Content = ResultText(message) };
            case "assistant" when message.ToolCalls.Count > 0 && !capabilities.ToolCalls:
                var text = message.Content.Length == 0 ? null : message.Content;
                foreach (var call in message.ToolCalls)
                {
                    text = Joined(text, CallText(call), "\n");
                }

                return message.WithContent(text!) with
                {
                    ToolCalls = [],
                };
            default:
                return message;
        }
    }

    // Two messages of the same role in a row become one, for templates that let roles take turns.
    private static List<PromptMessage> Merged(List<PromptMessage> messages)
    {
        var merged = new List<PromptMessage>(messages.Count);
        foreach (var message in messages)
        {
            if (
                merged.Count > 0
                && merged[^1] is { ToolCalls.Count: 0 } last
                && message is { Role: "user" or "assistant", ToolCalls.Count: 0 }
                && string.Equals(last.Role, message.Role, StringComparison.Ordinal)
            )
            {
                merged[^1] = last.WithContent(Joined(last.Content, message.Content)) with
                {
                    Reasoning = message.Reasoning ?? last.Reasoning,
                };
            }
            else
            {
                merged.Add(message);
            }
        }

        return merged;
    }

    private static JinjaString Joined(JinjaString? first, JinjaString second, string gap = "\n\n") =>
        first is null ? second
        : first.Length == 0 || second.Length == 0 ? first.Concat(second)
        : first.Concat(gap is "\n\n" ? Gap : new JinjaString(gap)).Concat(second);

    // In the form that the model is told of: it writes as it sees itself write.
    private static JinjaString CallText(PromptToolCall call) =>
        MessageReader.Input(
            $"<tool_call>\n{{\"name\": {Quoted(call.Name.Text)}, \"arguments\": {call.Arguments.Text}}}\n</tool_call>"
        );

    private static JinjaString ResultText(PromptMessage message)
    {
        var name = message.Name is { } known ? $"\"name\": {Quoted(known.Text)}, " : "";
        var id = message.ToolCallId is { } given ? $"\"tool_call_id\": {Quoted(given)}, " : "";
        return MessageReader.Input($"{{\"tool_result\": {{{name}{id}\"content\": {Quoted(message.Content.Text)}}}}}");
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, TemplateJson.Readable.String);
}
