using System.Collections.Frozen;

namespace Chat.Http.Failures;

/// <summary>The words by which servers say what no status says. Codes are compared whole, phrases are looked for; letter case does not matter.</summary>
internal static class ErrorSigns
{
    /// <summary>Codes of a prompt that is too long.</summary>
    public static FrozenSet<string> ContextCodes { get; } =
        Words("context_length_exceeded", "exceed_context_size_error", "context_window_exceeded", "prompt_too_long");

    /// <summary>
    /// Phrases of the same: OpenAI, vLLM and Mistral ("maximum context length"; vLLM also "maximum model length"), llama-server
    /// ("available context size"), Ollama ("context length"), SGLang ("longer than the model's context"), TGI, Gemini, xAI, Anthropic.
    /// </summary>
    public static IReadOnlyList<string> ContextPhrases { get; } =
    [
        "maximum context length",
        "maximum model length",
        "max context length",
        "maximum context size",
        "available context size",
        "exceeds the context length",
        "exceeds context length",
        "exceeds the model's context",
        "longer than the model's context",
        "greater than the context length",
        "context window exceeded",
        "exceeds the context window",
        "exceeds the maximum number of tokens allowed",
        "`inputs` tokens + `max_new_tokens` must be",
        "maximum prompt length",
        "prompt is too long",
    ];

    /// <summary>Codes of a filter: OpenAI and Azure, and Alibaba's.</summary>
    public static FrozenSet<string> FilterCodes { get; } =
        Words(
            "content_filter",
            "content_filter_error",
            "content_policy_violation",
            "ResponsibleAIPolicyViolation",
            "moderation_blocked",
            "data_inspection_failed"
        );

    /// <summary>Codes of a spent quota: OpenAI, Moonshot, Alibaba and others.</summary>
    public static FrozenSet<string> QuotaCodes { get; } =
        Words(
            "insufficient_quota",
            "billing_hard_limit_reached",
            "billing_not_active",
            "exceeded_current_quota_error",
            "insufficient_balance",
            "insufficient_user_quota",
            "Arrearage"
        );

    /// <summary>Phrases of the same: DeepSeek, OpenRouter, Anthropic. Not "exceeded your current quota", which Gemini also says of a rate.</summary>
    public static IReadOnlyList<string> QuotaPhrases { get; } =
    ["insufficient balance", "insufficient credits", "credit balance is too low"];

    /// <summary>Codes of a model that is not there, also given with 400 (Mistral).</summary>
    public static FrozenSet<string> ModelCodes { get; } =
        Words("model_not_found", "invalid_model", "DeploymentNotFound");

    /// <summary>Codes of a refused key, also given with 400.</summary>
    public static FrozenSet<string> KeyCodes { get; } = Words("invalid_api_key", "invalid_authentication_error");

    /// <summary>Phrases of the same: Gemini and xAI answer 400 with them.</summary>
    public static IReadOnlyList<string> KeyPhrases { get; } = ["API key not valid", "incorrect api key provided"];

    /// <summary>Phrases of a model that does not fit the server's memory: Ollama and engines on CUDA.</summary>
    public static IReadOnlyList<string> MemoryPhrases { get; } = ["requires more system memory", "out of memory"];

    /// <summary>The status that a code stands for, for errors that come without one.</summary>
    public static FrozenDictionary<string, int> StatusOfCode { get; } =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
        {
            ["invalid_request_error"] = 400,
            ["BadRequestError"] = 400,
            ["BadRequest"] = 400,
            ["INVALID_ARGUMENT"] = 400,
            ["authentication_error"] = 401,
            ["UNAUTHENTICATED"] = 401,
            ["permission_error"] = 403,
            ["PERMISSION_DENIED"] = 403,
            ["not_found_error"] = 404,
            ["NotFoundError"] = 404,
            ["NOT_FOUND"] = 404,
            ["rate_limit_error"] = 429,
            ["rate_limit_exceeded"] = 429,
            ["too_many_requests"] = 429,
            ["requests"] = 429,
            ["tokens"] = 429,
            ["RESOURCE_EXHAUSTED"] = 429,
            ["overloaded_error"] = 503,
            ["unavailable_error"] = 503,
            ["service_unavailable_error"] = 503,
            ["UNAVAILABLE"] = 503,
            ["timeout_error"] = 504,
            ["DEADLINE_EXCEEDED"] = 504,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> Words(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
