using Chat.Core.Errors;
using Chat.Core.Tools;

namespace Chat.Core.Requests;

/// <summary>
/// Checks that the texts of a request are well-formed. A string of .NET may hold half a surrogate pair, which no wire can carry: it
/// would be replaced on the way, and the model would read another text than was given.
/// </summary>
internal static class RequestTextChecks
{
    /// <summary>Checks every text of a request that a model reads or that is compared with its answer.</summary>
    /// <param name="request">The request; its messages are not null.</param>
    /// <exception cref="ChatException">
    /// A text is ill-formed: kind <see cref="ChatErrorKind.InvalidRequest"/>, with the field named in the message.
    /// </exception>
    public static void Check(ChatCompletionRequest request)
    {
        WellFormed("model", request.Model);
        for (var index = 0; index < request.Messages.Count; index++)
        {
            Check($"messages[{index}]", request.Messages[index]);
        }

        for (var index = 0; index < request.Stop?.Count; index++)
        {
            WellFormed($"stop[{index}]", request.Stop[index]);
        }

        for (var index = 0; index < request.Tools?.Count; index++)
        {
            Check($"tools[{index}]", request.Tools[index]);
        }

        for (var index = 0; index < request.Functions?.Count; index++)
        {
            WellFormed($"functions[{index}].description", request.Functions[index].Description);
        }

        foreach (var (key, value) in request.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            WellFormed("a key of metadata", key);
            WellFormed($"metadata[{key}]", value);
        }

        CheckFields(request);
    }

    private static void CheckFields(ChatCompletionRequest request)
    {
        WellFormed("tool_choice", request.ToolChoice?.Mode);
        WellFormed("response_format.json_schema.description", request.ResponseFormat?.JsonSchema?.Description);
        Check("prediction.content", request.Prediction?.Content);
        WellFormed("user", request.User);
        WellFormed("safety_identifier", request.SafetyIdentifier);
        WellFormed("prompt_cache_key", request.PromptCacheKey);
        WellFormed("prompt", request.Prompt);
        WellFormed("suffix", request.Suffix);
        WellFormed("system", request.SystemPrompt);
        WellFormed("template", request.Template);
        WellFormed("grammar", request.Grammar);
    }

    private static void Check(string field, ChatTool tool)
    {
        WellFormed($"{field}.type", tool.Type);
        WellFormed($"{field}.function.description", tool.Function?.Description);
        WellFormed($"{field}.custom.name", tool.Custom?.Name);
        WellFormed($"{field}.custom.description", tool.Custom?.Description);
        WellFormed($"{field}.custom.format.grammar.definition", tool.Custom?.Format?.Grammar?.Definition);
    }

    private static void Check(string field, ChatMessage message)
    {
        WellFormed($"{field}.role", message.Role.Value);
        Check($"{field}.content", message.Content);
        WellFormed($"{field}.name", message.Name);
        WellFormed($"{field}.refusal", message.Refusal);
        WellFormed($"{field}.tool_call_id", message.ToolCallId);
        WellFormed($"{field}.tool_name", message.ToolName);
        WellFormed($"{field}.reasoning", message.ReasoningField);
        WellFormed($"{field}.reasoning_content", message.ReasoningContentField);
        WellFormed($"{field}.thinking", message.ThinkingField);
        WellFormed($"{field}.function_call.name", message.FunctionCall?.Name);
        WellFormed($"{field}.function_call.arguments", message.FunctionCall?.Arguments);
        for (var call = 0; call < message.ToolCalls?.Count; call++)
        {
            Check($"{field}.tool_calls[{call}]", message.ToolCalls[call]);
        }
    }

    private static void Check(string field, ToolCall call)
    {
        WellFormed($"{field}.id", call.Id);
        WellFormed($"{field}.function.name", call.Function?.Name);
        WellFormed($"{field}.function.arguments", call.Function?.Arguments);
        WellFormed($"{field}.custom.name", call.Custom?.Name);
        WellFormed($"{field}.custom.input", call.Custom?.Input);
    }

    private static void Check(string field, MessageContent? content)
    {
        WellFormed(field, content?.Text);
        for (var place = 0; place < content?.Parts?.Count; place++)
        {
            var part = content.Parts[place];
            WellFormed($"{field}[{place}].text", part.Text);
            WellFormed($"{field}[{place}].refusal", part.Refusal);
            WellFormed($"{field}[{place}].image_url.url", part.ImageUrl?.Url);
            WellFormed($"{field}[{place}].file.filename", part.File?.Filename);
            for (var thought = 0; thought < part.Thinking?.Count; thought++)
            {
                WellFormed($"{field}[{place}].thinking[{thought}].text", part.Thinking[thought]?.Text);
            }
        }
    }

    private static void WellFormed(string field, string? text)
    {
        if (text is not null && FindHalf(text) is >= 0 and var place)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{field} is not well-formed text: the character at index {place} is half a surrogate pair.",
                "Cut texts between whole characters, or replace the half."
            );
        }
    }

    private static int FindHalf(string text)
    {
        // Most texts hold no surrogate at all, and are passed over at the speed of memory.
        var place = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        while (place >= 0 && place < text.Length)
        {
            if (!char.IsSurrogate(text[place]))
            {
                place++;
            }
            else if (place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1]))
            {
                place += 2;
            }
            else
            {
                return place;
            }
        }

        return -1;
    }
}
