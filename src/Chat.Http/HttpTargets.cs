namespace Chat.Http;

/// <summary>The kinds of servers that a remote backend speaks with, by their names in profiles and in the capability table.</summary>
public static class HttpTargets
{
    /// <summary>OpenAI itself.</summary>
    public const string OpenAI = "openai";

    /// <summary>A server that speaks OpenAI's format and of which nothing else is known.</summary>
    public const string OpenAICompatible = "openai-compatible";

    /// <summary>Azure OpenAI.</summary>
    public const string Azure = "azure";

    /// <summary>Mistral.</summary>
    public const string Mistral = "mistral";

    /// <summary>Ollama's own API.</summary>
    public const string Ollama = "ollama";

    /// <summary>Ollama's OpenAI-compatible API.</summary>
    public const string OllamaV1 = "ollama-v1";

    /// <summary>vLLM, alone or behind Ray Serve.</summary>
    public const string Vllm = "vllm";

    /// <summary>llama.cpp's server.</summary>
    public const string LlamaServer = "llama-server";

    /// <summary>KTransformers' server.</summary>
    public const string KTransformers = "ktransformers";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [OpenAI, OpenAICompatible, Azure, Mistral, Ollama, OllamaV1, Vllm, LlamaServer, KTransformers];
}
