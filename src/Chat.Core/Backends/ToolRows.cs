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
            "HHHHHHHHR",
            "tools",
            "[] [].type [].function [].function.name [].function.description [].function.parameters",
            "KTransformers writes them into the prompt."
        ),
        Of("HH?II?HIR", "tools[].function.strict", note: "llama-server makes arguments follow the schema in any case."),
        Of("H?RIIIIIR", "tools[].custom", note: "Tools whose input is text."),
        Of("????????R", "tool_choice", note: "Any choice that has no row."),
        Of("HHHIIHHIH", "tool_choice:none", note: "Without tools it asks for nothing."),
        Of("HHHHHHHHH", "tool_choice:auto"),
        Of("HHEIIHHIR", "tool_choice:required", note: "Mistral names it any."),
        Of("??HII??IR", "tool_choice:any", note: "Mistral's word for required."),
        Of("HHHIIHIIR", "tool_choice.function", note: "llama-server takes it for auto."),
        .. Each("H?RIIIIIR", null, "tool_choice.custom tool_choice.allowed_tools"),
        Of("HHHIIHHII", "parallel_tool_calls", note: "Some templates of llama-server do not heed it."),
        .. Each("HHRIIIIIR", "Deprecated.", "functions function_call"),
    ];
}
