using static Chat.Core.Backends.CapabilityRow;

namespace Chat.Core.Backends;

/// <summary>The rows of fields that stand beside those of the specification at single servers.</summary>
internal static class ServerRows
{
    /// <summary>The rows.</summary>
    // openai azure mistral ollama ollama-v1 vllm llama-server ktransformers embedded
    public static CapabilityRow[] All { get; } =
    [
        .. Each("??HIIIIII", "Mistral's field.", "random_seed safe_prompt prompt_mode guardrails"),
        .. Each("??RHIIIII", "A field of Ollama's own API.", "prompt suffix system template raw images"),
        .. Each("??RHIIIII", "A field of Ollama's own API.", "keep_alive options think"),
        Of("??RHIIIIR", "format", note: "A field of Ollama's own API."),
    ];
}
