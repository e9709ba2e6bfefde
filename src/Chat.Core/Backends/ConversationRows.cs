using static Chat.Core.Backends.CapabilityRow;

namespace Chat.Core.Backends;

/// <summary>The rows of the model and the messages.</summary>
internal static class ConversationRows
{
    // Mistral refuses message fields that it does not know. Those that only a received message has are left out on the way there, so that
    // an answer can be appended to the next request as it is: they are ignored, not refused.
    private const string LeftOut = "Left out on the way to Mistral, which refuses it.";

    private const string AsThinking = "Sent to Mistral as a thinking part.";

    /// <summary>The rows.</summary>
    // openai azure mistral ollama ollama-v1 vllm llama-server ktransformers embedded
    public static CapabilityRow[] All { get; } =
    [
        Of(
            "HHHHHHHHH",
            "model",
            note: "llama-server without its router and KTransformers serve one model, whatever the name."
        ),
        Of("HHHHHHHHH", "messages", "[]"),
        Of("HHHHHHHHH", "messages[].role"),
        Of(
            "HHEEHHH?E",
            "messages[].role:developer",
            note: "Sent to Mistral and to Ollama's own API as system; elsewhere the model's template decides."
        ),
        Of("HHHHHHHHH", "messages[].role:tool", note: "KTransformers writes it into the prompt."),
        Of("HHRE?HH?E", "messages[].role:function", note: "Deprecated."),
        Of("HHHHHHHHH", "messages[].content", "[] [].type"),
        Of(
            "HHHEHHH?H",
            "messages[].content[].text",
            note: "Ollama's own API takes one string; Ollama's /v1 makes a message of each part."
        ),
        Of("HHHEHHHII", "messages[].content[].image_url", ".url", "Ollama takes base64 alone."),
        Of("HHHIIHIII", "messages[].content[].image_url.detail"),
        Of("HHH?HHHII", "messages[].content[].input_audio", note: "llama-server finds the format out by itself."),
        Of("HH?RR?RII", "messages[].content[].file"),
        Of("HHRER?RIE", "messages[].content[].refusal"),
        Of("??HE???II", "messages[].content[].thinking"),
        Of("H?RIIIIII", "messages[].content[].prompt_cache_breakpoint"),
        Of(
            "HHHIHHHHH",
            "messages[].name",
            note: "Mistral and Ollama heed it on tool messages; elsewhere the model's template decides."
        ),
        Of("HHIII?III", "messages[].refusal", note: LeftOut),
        Of(
            "HHHHHHHHH",
            "messages[].tool_call_id",
            note: "Mistral takes nine letters or digits: another id becomes nine of its hash, in call and result alike."
        ),
        Of(
            "HHHEHHHHH",
            "messages[].tool_calls",
            "[] [].id [].function [].type",
            "Ollama's own API takes arguments as an object; ids go to Mistral as `tool_call_id` does."
        ),
        Of("H?RIIIIIE", "messages[].tool_calls[].custom", note: "The call of a custom tool."),
        Of("HHRIIIIIE", "messages[].function_call", note: "Deprecated."),
        Of("HHRIIIIII", "messages[].audio"),
        Of("??IIIIIII", "messages[].annotations", note: LeftOut),
        Of("??EEHHHIH", "messages[].reasoning", note: AsThinking),
        Of("??EEHHHIH", "messages[].reasoning_content", note: AsThinking),
        Of("??EH???IH", "messages[].thinking", note: AsThinking),
        Of("??RHIIIII", "messages[].images"),
        Of("??RHIIIIH", "messages[].tool_name"),
        Of("??HIIIIII", "messages[].prefix", note: "True on a last assistant message makes Mistral go on from it."),
    ];
}
