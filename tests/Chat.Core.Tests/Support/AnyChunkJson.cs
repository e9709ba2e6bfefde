using System.Text;

namespace Chat.Core.Tests.Support;

/// <summary>Makes up the JSON of chunks from a seed: known fields and unknown, right types and wrong, escapes, doubles, odd white space.</summary>
internal sealed class AnyChunkJson(int seed)
{
    private static readonly string[] Texts =
    [
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"chatcmpl-1\"",
        "\"é😀\"",
        "\"\\u00e9\\n\\\"\"",
        "\"\\ud83d\\ude00\"",
        "\"stop\"",
        "\"assistant\"",
        "null",
    ];

    private static readonly string[] Others =
    [
        "0",
        "1",
        "1.0",
        "-1",
        "1e2",
        "1700000000",
        "99999999999999999999",
        "\"\\ud83d\"",
        "true",
        "[]",
        "{}",
        "[null]",
        "{\"x\":[1,{\"y\":null}],\"x\":2}",
        "[{\"a\":\"b\"}]",
    ];

    private static readonly string[] ToolCalls =
    [
        "[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]",
        "[{\"function\":{\"arguments\":{\"a\": 1}}},null]",
        "[{\"index\":null,\"id\":\"\",\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}}}]",
        "[{\"custom\":{\"name\":\"t\",\"input\":\"i\"}}]",
        "[]",
        "[5]",
    ];

    private static readonly string[] Contents =
    [
        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"t\"}]}]",
        "[{\"type\":\"reference\",\"reference_ids\":[1]}]",
        "[null]",
        "[{}]",
    ];

    private static readonly string[] Logprobs =
    [
        "{\"content\":[{\"token\":\"a\",\"logprob\":-1,\"bytes\":[97],\"top_logprobs\":[]}],\"refusal\":null}",
        "{\"content\":null,\"x\":1}",
        "{\"content\":[{}]}",
    ];

    private static readonly string[] Names =
    [
        "id",
        "object",
        "created",
        "model",
        "service_tier",
        "system_fingerprint",
        "usage",
        "timings",
        "warnings",
        "metadata",
        "moderation",
        "obfuscation",
        "role",
        "content",
        "refusal",
        "tool_calls",
        "function_calls",
        "function_call",
        "audio",
        "annotations",
        "reasoning",
        "reasoning_content",
        "thinking",
        "index",
        "delta",
        "logprobs",
        "finish_reason",
        "choices",
        "Id",
        "Content",
        "Reasoning",
        "ContentParts",
        "Error",
        "IsLastChunk",
        "TotalLatency",
        "ExtensionData",
        "x_groq",
        "name",
        "é",
        "",
        "$type",
        "i\\u0064",
        "\\u0078",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _json = new();

    public string Make()
    {
        Object([
            "id",
            "object",
            "created",
            "model",
            "service_tier",
            "system_fingerprint",
            "choices",
            "usage",
            "obfuscation",
        ]);
        Space();
        return _json.ToString();
    }

    private void Object(string[] usual)
    {
        _json.Append('{');
        var isFirst = true;
        foreach (var name in usual.Where(_ => _random.Next(12) > 0).Concat(Unusual()))
        {
            if (!isFirst)
            {
                _json.Append(',');
            }

            isFirst = false;
            Space();
            _json.Append('"').Append(name).Append('"');
            Space();
            _json.Append(':');
            Space();
            Value(name);
            Space();
        }

        _json.Append('}');
    }

    private IEnumerable<string> Unusual()
    {
        while (_random.Next(3) == 0)
        {
            yield return Pick(Names);
        }
    }

    private void Value(string name)
    {
        if (_random.Next(60) == 0)
        {
            _json.Append(Pick(_random.Next(2) == 0 ? Others : Texts));
            return;
        }

        switch (name)
        {
            case "choices":
                Choices();
                break;
            case "delta":
                Object(["role", "content", _random.Next(3) == 0 ? "tool_calls" : "reasoning"]);
                break;
            case "created" or "index":
                _json.Append(_random.Next(3));
                break;
            case "usage":
                _json.Append(
                    _random.Next(3) == 0 ? "{\"prompt_tokens\":1,\"total_tokens\":null,\"queue_time\":0.5}" : "null"
                );
                break;
            case "tool_calls" or "function_calls":
                _json.Append(Pick(ToolCalls));
                break;
            case "logprobs":
                _json.Append(_random.Next(3) == 0 ? Pick(Logprobs) : "null");
                break;
            case "content" when _random.Next(6) == 0:
                _json.Append(Pick(Contents));
                break;
            case "warnings" or "metadata" or "moderation" or "timings" or "audio" or "annotations" or "function_call":
                _json.Append(
                    Pick(["null", "{}", "[]", "{\"id\":\"a\",\"name\":\"b\"}", "[{\"type\":\"t\"},null]", "[\"w\"]"])
                );
                break;
            default:
                _json.Append(Pick(Texts));
                break;
        }
    }

    private void Choices()
    {
        _json.Append('[');
        for (var left = _random.Next(5) == 0 ? _random.Next(4) : 1; left > 0; left--)
        {
            Object(["index", "delta", "logprobs", "finish_reason"]);
            if (left > 1)
            {
                _json.Append(',');
            }
        }

        _json.Append(']');
    }

    private void Space() => _json.Append(_random.Next(20) == 0 ? Pick([" ", "\n", "\t\r\n  "]) : "");

    private string Pick(string[] all) => all[_random.Next(all.Length)];
}
