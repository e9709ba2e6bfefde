using System.Collections.Frozen;

namespace Chat.Testing.FakeModels;

/// <summary>The shapes of the servers.</summary>
internal static class ChatCompletionsShapes
{
    private static readonly FrozenSet<string> MistralFields = FrozenSet.Create(
        StringComparer.Ordinal,
        "messages",
        "model",
        "temperature",
        "top_p",
        "max_tokens",
        "stream",
        "stop",
        "random_seed",
        "metadata",
        "response_format",
        "tools",
        "tool_choice",
        "presence_penalty",
        "frequency_penalty",
        "n",
        "prediction",
        "parallel_tool_calls",
        "prompt_mode",
        "reasoning_effort",
        "guardrails",
        "safe_prompt"
    );

    /// <summary>The shape of a server.</summary>
    public static ChatCompletionsShape Of(FakeDialect dialect) =>
        dialect switch
        {
            FakeDialect.OpenAi => new() { Fingerprint = "fp_echo" },
            FakeDialect.Azure => new()
            {
                Fingerprint = "fp_echo",
                HasFilterReports = true,
                IsAzure = true,
            },
            FakeDialect.Mistral => new()
            {
                ReasoningField = null,
                UsageInFinishChunk = true,
                WholeToolCalls = true,
                ObjectErrors = true,
                KnownFields = MistralFields,
            },
            FakeDialect.Vllm => new()
            {
                ReasoningField = "reasoning",
                HasStopReason = true,
                Fingerprint = "vllm-echo",
                FingerprintOnLastOnly = true,
                DoneBehindErrors = true,
            },
            FakeDialect.KTransformers => new()
            {
                DataPrefix = "data:",
                BeforeDone = "event: done\n",
                RoleEachTime = true,
                UsageInFinishChunk = true,
                WholeToolCalls = true,
                ModelName = "not implmented",
                IgnoresMuch = true,
                OneChoice = true,
            },
            FakeDialect.Ollama => new()
            {
                ReasoningField = "reasoning",
                Fingerprint = "fp_ollama",
                OneChoice = true,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
        };
}
