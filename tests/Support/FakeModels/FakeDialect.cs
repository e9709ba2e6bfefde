namespace Chat.Testing.FakeModels;

/// <summary>Whose API a fake model server speaks.</summary>
public enum FakeDialect
{
    /// <summary>OpenAI's own.</summary>
    OpenAi,

    /// <summary>Azure: deployments in the path, <c>api-version</c> and <c>api-key</c>, filter reports.</summary>
    Azure,

    /// <summary>Mistral: unknown fields are refused with 422, reasoning is a part of the content, usage comes with the finish reason.</summary>
    Mistral,

    /// <summary>vLLM: <c>reasoning</c>, <c>stop_reason</c>, the fingerprint on the last chunk only.</summary>
    Vllm,

    /// <summary>The archived KTransformers server: no blank behind <c>data:</c>, <c>event: done</c>, a name of null, any model name.</summary>
    KTransformers,

    /// <summary>Ollama: its own <c>/api</c> endpoints, and <c>/v1</c> beside them.</summary>
    Ollama,
}
