using static Chat.Core.Backends.CapabilityRow;

namespace Chat.Core.Backends;

/// <summary>The rows of tools and of the choice among them.</summary>
internal static class ToolRows
{
    /// <summary>The rows.</summary>
    // openai azure mistral ollama ollama-v1 vllm llama-server ktransformers embedded
    public static CapabilityRow[] All { get; } =
    [
        Of(
            "HHHHHHHHH",
            "tools",
            "[] [].type [].function [].function.name [].function.description [].function.parameters",
            "KTransformers writes them into the prompt."
        ),
        Of(
            "HH?II?HIH",
            "tools[].function.strict",
            note: "llama-server and the local engine make arguments follow the schema in any case."
        ),
        Of("H?RIIIIIH", "tools[].custom", note: "Tools whose input is text."),
        Of("????????R", "tool_choice", note: "Any choice that has no row."),
        Of("HHHIIHHIH", "tool_choice:none", note: "Without tools it asks for nothing."),
        Of("HHHHHHHHH", "tool_choice:auto"),
        Of("HHEIIHHIH", "tool_choice:required", note: "Mistral names it any."),
        Of("??HII??IH", "tool_choice:any", note: "Mistral's word for required."),
        Of("HHHIIHIIH", "tool_choice.function", note: "llama-server takes it for auto."),
        .. Each("H?RIIIIIH", null, "tool_choice.custom tool_choice.allowed_tools"),
        Of("HHHIIHHIH", "parallel_tool_calls", note: "Some templates of llama-server do not heed it."),
        .. Each("HHRIIIIIE", "Deprecated.", "functions function_call"),
    ];
}
