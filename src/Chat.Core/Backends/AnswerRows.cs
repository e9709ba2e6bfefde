using static Chat.Core.Backends.CapabilityRow;

namespace Chat.Core.Backends;

/// <summary>The rows of the answer's form, its stream, and what the service does beside answering.</summary>
internal static class AnswerRows
{
    /// <summary>The rows.</summary>
    // openai azure mistral ollama ollama-v1 vllm llama-server ktransformers embedded
    public static CapabilityRow[] All { get; } =
    [
        Of("HHHHHHHHH", "stream"),
        Of("HHEEHHHEH", "stream_options", note: "Mistral refuses it, Ollama has none: it is left out there."),
        Of(
            "HHEEHHHEH",
            "stream_options.include_usage",
            note: "Mistral, Ollama and KTransformers always send the usage."
        ),
        Of("H?IIIIIII", "stream_options.include_obfuscation"),
        Of("????????R", "response_format", note: "Any kind that has no row."),
        Of("HHHHHHHHH", "response_format:text"),
        Of("HHHEHHHIH", "response_format:json_object", note: "Ollama's own API names it format."),
        Of(
            "HHHEHHHIH",
            "response_format.json_schema",
            ".name .schema",
            "Ollama and llama-server take the schema alone; Ollama's own API names it format."
        ),
        Of("HHHIIHIIH", "response_format.json_schema.description"),
        Of(
            "HHHEHHHIH",
            "response_format.json_schema.strict",
            note: "Ollama, llama-server and the local engine always follow the schema; here it refuses a schema that cannot be kept whole."
        ),
        Of(
            "HHHEHHHIH",
            "reasoning_effort",
            note: "Ollama's own API names it think; its /v1 takes the nearest effort that it knows."
        ),
        Of("HHRIIIIIE", "verbosity", note: "The local engine says it to the model in words."),
        Of("HHHIIIIIH", "prediction", note: "It may make an answer quicker, and never changes it."),
        .. Each("HHRIIIIIR", null, "modalities audio"),
        Of("HHRIIIIII", "store"),
        Of("HHHIIIIII", "metadata"),
        Of("H?RIIIIII", "service_tier"),
        Of("HHRIIIIII", "user", note: "Deprecated."),
        .. Each("H?RIIIIII", null, "safety_identifier prompt_cache_options prompt_cache_retention"),
        Of("HHRIIIIII", "prompt_cache_key"),
        Of("H?RIIIIII", "moderation", note: "Mistral has guardrails in its place."),
        Of("H?RIIIIII", "web_search_options", note: "Mistral has a tool in its place."),
    ];
}
