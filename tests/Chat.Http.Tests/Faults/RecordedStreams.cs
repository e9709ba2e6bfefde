using System.Text;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Faults;

/// <summary>Five streams in the manner of as many servers, short enough to be broken at every byte.</summary>
internal static class RecordedStreams
{
    private const string Head = "\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\"";

    private static readonly Dictionary<string, (string Target, string[] Events)> All = new(StringComparer.Ordinal)
    {
        ["openai"] = (
            HttpTargets.OpenAI,
            [
                Chunk("""{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}"""),
                Chunk("""{"index":0,"delta":{"content":"Grüße"},"finish_reason":null}"""),
                ": keep-alive\n\n",
                Chunk("""{"index":0,"delta":{"content":" 😀\nworld"},"finish_reason":null}"""),
                Chunk("""{"index":0,"delta":{},"finish_reason":"stop"}"""),
                "data: [DONE]\n\n",
            ]
        ),
        ["tools"] = (
            HttpTargets.OpenAI,
            [
                Chunk(Call("""{"index":0,"id":"a","type":"function","function":{"name":"look","arguments":""}}""")),
                Chunk(Call("""{"index":0,"function":{"arguments":"{\"at\":"}}""")),
                Chunk(Call("""{"index":0,"function":{"arguments":"\"Bern\"}"}}""")),
                Chunk(Call("""{"index":1,"id":"b","type":"function","function":{"name":"stop","arguments":"{}"}}""")),
                Chunk("""{"index":0,"delta":{},"finish_reason":"tool_calls"}"""),
                "data: [DONE]\n\n",
            ]
        ),
        ["vllm"] = (
            HttpTargets.Vllm,
            [
                Chunk("""{"index":0,"delta":{"role":"assistant","reasoning":"hm"},"finish_reason":null}"""),
                Chunk("""{"index":0,"delta":{"reasoning":" so"},"finish_reason":null}"""),
                Chunk("""{"index":0,"delta":{"content":"yes"},"finish_reason":null}"""),
                Chunk("""{"index":0,"delta":{"content":"!"},"finish_reason":"stop","stop_reason":null}"""),
                $"data: {{{Head},\"choices\":[],\"usage\":{{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}}}\n\n",
                "data: [DONE]\n\n",
            ]
        ),
        ["mistral"] = (
            HttpTargets.Mistral,
            [
                Chunk(
                    """{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]},"finish_reason":null}"""
                ),
                Chunk("""{"index":0,"delta":{"content":"one"},"finish_reason":null}"""),
                $"data: {{{Head},\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\" two\"}},\"finish_reason\":\"stop\"}}],\"usage\":{{\"prompt_tokens\":3,\"total_tokens\":7,\"completion_tokens\":4}}}}\r\n\r\n",
                "data: [DONE]\r\n\r\n",
            ]
        ),
        ["ollama"] = (
            HttpTargets.Ollama,
            [
                """{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"","thinking":"hm"},"done":false}"""
                    + "\n",
                """{"model":"m","message":{"role":"assistant","content":"drei"},"done":false}""" + "\n",
                """{"model":"m","message":{"role":"assistant","content":" vier ü"},"done":false}""" + "\n",
                """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":4}"""
                    + "\n",
            ]
        ),
    };

    /// <summary>What the streams are called.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The kind of server.</summary>
    public static string Target(string name) => All[name].Target;

    /// <summary>The stream as a reply.</summary>
    public static FakeReply Reply(string name) =>
        (Target(name) == HttpTargets.Ollama ? FakeReplies.NdJson() : FakeReplies.SseText()).WithPieces(
            All[name].Events.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))
        );

    /// <summary>Behind which byte each event is whole, its line end not counted: a reader need not wait for that to know it.</summary>
    public static IReadOnlyList<(int Known, int Ended)> Marks(string name)
    {
        var marks = new List<(int, int)>();
        var at = 0;
        foreach (var text in All[name].Events)
        {
            var end = at + Encoding.UTF8.GetByteCount(text);
            var known = at + Encoding.UTF8.GetByteCount(text.TrimEnd('\r', '\n'));
            marks.Add((known, end));
            at = end;
        }

        return marks;
    }

    private static string Chunk(string choice) => $"data: {{{Head},\"choices\":[{choice}]}}\n\n";

    private static string Call(string call) =>
        $"{{\"index\":0,\"delta\":{{\"tool_calls\":[{call}]}},\"finish_reason\":null}}";
}
