using System.Text.Json.Nodes;

namespace Chat.Testing.FakeModels;

/// <summary>Writes answers of the chat completions API in a server's own shape.</summary>
internal sealed class ChatCompletionsWriter(ChatCompletionsShape shape)
{
    /// <summary>When every answer was made, in Unix seconds.</summary>
    public const long Created = 1_700_000_000;

    private const string Id = "chatcmpl-echo";

    /// <summary>The whole answer.</summary>
    public JsonObject Whole(EchoRequest asked, IReadOnlyList<EchoChoice> choices)
    {
        var whole = Head(asked, "chat.completion", isLast: true);
        whole["choices"] = new JsonArray([.. choices.Select(choice => WholeChoice(asked, choice))]);
        whole["usage"] = Usage(asked, choices);
        if (shape.HasFilterReports)
        {
            whole["prompt_filter_results"] = PromptFilterResults();
        }

        return whole;
    }

    /// <summary>The events of the stream, and which of them hold a token.</summary>
    public IReadOnlyList<(string Text, bool IsToken)> Events(EchoRequest asked, IReadOnlyList<EchoChoice> choices)
    {
        var events = new List<(JsonObject Chunk, bool IsToken)>();
        if (shape.HasFilterReports)
        {
            events.Add((PromptFilterChunk(), false));
        }

        if (!shape.RoleEachTime)
        {
            events.AddRange(
                choices.Select(choice => (Chunk(asked, choice, Role(new JsonObject { ["content"] = "" })), false))
            );
        }

        // The choices take turns, as those of a server that computes them together do.
        var deltas = choices.Select(choice => Deltas(choice).ToList()).ToList();
        for (var turn = 0; turn < deltas.Max(list => list.Count); turn++)
        {
            foreach (var choice in choices.Where(choice => turn < deltas[choice.Index].Count))
            {
                var (delta, token) = deltas[choice.Index][turn];
                events.Add((Chunk(asked, choice, shape.RoleEachTime ? Role(delta) : delta, token), true));
            }
        }

        foreach (var choice in choices)
        {
            events.Add((Finish(asked, choice, choices), false));
        }

        if (asked.IncludeUsage && !shape.UsageInFinishChunk)
        {
            var last = Head(asked, "chat.completion.chunk", isLast: true);
            last["choices"] = new JsonArray();
            last["usage"] = Usage(asked, choices);
            events.Add((last, false));
        }

        return
        [
            .. events.Select(item => ($"{shape.DataPrefix}{item.Chunk.ToJsonString()}\n\n", item.IsToken)),
            ($"{shape.BeforeDone}{shape.DataPrefix}[DONE]\n\n", false),
        ];
    }

    private static JsonArray PromptFilterResults() =>
        new(new JsonObject { ["prompt_index"] = 0, ["content_filter_results"] = FilterResults() });

    private static JsonObject FilterResults() =>
        new()
        {
            ["hate"] = new JsonObject { ["filtered"] = false, ["severity"] = "safe" },
        };

    private static JsonObject PromptFilterChunk() =>
        new()
        {
            ["choices"] = new JsonArray(),
            ["created"] = 0,
            ["id"] = "",
            ["model"] = "",
            ["object"] = "",
            ["prompt_filter_results"] = PromptFilterResults(),
        };

    private static JsonObject Usage(EchoRequest asked, IReadOnlyList<EchoChoice> choices)
    {
        var completion = choices.Sum(choice => choice.TokenCount);
        return new JsonObject
        {
            ["prompt_tokens"] = asked.PromptTokens,
            ["completion_tokens"] = completion,
            ["total_tokens"] = asked.PromptTokens + completion,
        };
    }

    private JsonObject Role(JsonObject delta)
    {
        delta["role"] = "assistant";
        if (shape.RoleEachTime)
        {
            delta["name"] = null;
        }

        return delta;
    }

    private JsonObject Head(EchoRequest asked, string kind, bool isLast)
    {
        var head = new JsonObject
        {
            ["id"] = Id,
            ["object"] = kind,
            ["created"] = Created,
            ["model"] = shape.ModelName ?? asked.Model,
        };
        if (shape.Fingerprint is not null && (isLast || !shape.FingerprintOnLastOnly))
        {
            head["system_fingerprint"] = shape.Fingerprint;
        }

        return head;
    }

    private JsonObject WholeChoice(EchoRequest asked, EchoChoice choice)
    {
        var message = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = choice.ToolName is null ? choice.Text : null,
        };
        if (choice.Reasoning.Count > 0)
        {
            PutReasoning(message, string.Concat(choice.Reasoning), choice.Text);
        }

        if (choice.ToolName is not null)
        {
            message["tool_calls"] = new JsonArray(ToolCall(choice, shape.WholeToolCalls ? 0 : null));
        }

        var whole = new JsonObject
        {
            ["index"] = choice.Index,
            ["message"] = message,
            ["finish_reason"] = choice.FinishReason,
            ["logprobs"] = asked.TopLogprobs is { } top ? EchoLogprobs.Of(choice.Tokens, 0, top) : null,
        };
        AddExtras(whole, choice);
        return whole;
    }

    private void AddExtras(JsonObject wire, EchoChoice choice)
    {
        if (shape.HasStopReason)
        {
            wire["stop_reason"] = choice.StopString;
        }

        if (shape.HasFilterReports)
        {
            wire["content_filter_results"] = FilterResults();
        }
    }

    private void PutReasoning(JsonObject message, string reasoning, string? text)
    {
        if (shape.ReasoningField is { } field)
        {
            message[field] = reasoning;
            return;
        }

        var thinking = new JsonObject { ["type"] = "text", ["text"] = reasoning };
        var parts = new JsonArray(new JsonObject { ["type"] = "thinking", ["thinking"] = new JsonArray(thinking) });
        if (text is not null)
        {
            parts.Add(new JsonObject { ["type"] = "text", ["text"] = text });
        }

        message["content"] = parts;
    }

    private IEnumerable<(JsonObject Delta, int? Token)> Deltas(EchoChoice choice)
    {
        foreach (var word in choice.Reasoning)
        {
            var delta = new JsonObject();
            PutReasoning(delta, word, text: null);
            yield return (delta, null);
        }

        foreach (var (place, token) in choice.Tokens.Index())
        {
            yield return (new JsonObject { ["content"] = token }, place);
        }

        foreach (var call in ToolDeltas(choice))
        {
            yield return (new JsonObject { ["tool_calls"] = new JsonArray(call) }, null);
        }
    }

    private IEnumerable<JsonObject> ToolDeltas(EchoChoice choice)
    {
        if (choice.ToolName is null)
        {
            yield break;
        }

        if (shape.WholeToolCalls)
        {
            yield return ToolCall(choice, index: null);
            yield break;
        }

        yield return ToolCall(choice with { ToolArguments = "" }, index: 0);
        foreach (var piece in choice.ToolArguments.EnumerateRunes().Chunk(3))
        {
            var text = string.Concat(piece.Select(rune => rune.ToString()));
            yield return new JsonObject
            {
                ["index"] = 0,
                ["function"] = new JsonObject { ["arguments"] = text },
            };
        }
    }

    private static JsonObject ToolCall(EchoChoice choice, int? index)
    {
        var call = new JsonObject
        {
            ["id"] = choice.ToolId,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = choice.ToolName, ["arguments"] = choice.ToolArguments },
        };
        if (index is not null)
        {
            call["index"] = index;
        }

        return call;
    }

    private JsonObject Chunk(
        EchoRequest asked,
        EchoChoice choice,
        JsonObject delta,
        int? token = null,
        string? finish = null
    )
    {
        var wire = new JsonObject
        {
            ["index"] = choice.Index,
            ["delta"] = delta,
            ["finish_reason"] = finish,
        };
        if (asked.TopLogprobs is { } top && token is { } place)
        {
            wire["logprobs"] = EchoLogprobs.Of([choice.Tokens[place]], place, top);
        }

        var chunk = Head(asked, "chat.completion.chunk", isLast: false);
        chunk["choices"] = new JsonArray(wire);
        if (asked.IncludeUsage && !shape.UsageInFinishChunk)
        {
            chunk["usage"] = null;
        }

        return chunk;
    }

    private JsonObject Finish(EchoRequest asked, EchoChoice choice, IReadOnlyList<EchoChoice> choices)
    {
        var delta = shape.UsageInFinishChunk ? new JsonObject { ["content"] = "" } : [];
        var finish = Chunk(asked, choice, shape.RoleEachTime ? Role(delta) : delta, finish: choice.FinishReason);
        AddExtras(finish["choices"]![0]!.AsObject(), choice);
        if (choice.Index == choices.Count - 1)
        {
            if (shape.UsageInFinishChunk)
            {
                finish["usage"] = Usage(asked, choices);
            }

            if (shape.FingerprintOnLastOnly && !asked.IncludeUsage)
            {
                finish["system_fingerprint"] = shape.Fingerprint;
            }
        }

        return finish;
    }
}
