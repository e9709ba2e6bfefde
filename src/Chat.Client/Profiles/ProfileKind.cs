using System.Diagnostics.CodeAnalysis;

namespace Chat.Client.Profiles;

/// <summary>What kind of server a profile leads to: it decides the dialect that is spoken. A closed list of words.</summary>
public readonly record struct ProfileKind
{
    private readonly string? _value;

    private ProfileKind(string value) => _value = value;

    /// <summary>Models that run in this program: GGUF files.</summary>
    public static ProfileKind Local { get; } = new("local");

    /// <summary>OpenAI's own API.</summary>
    public static ProfileKind OpenAI { get; } = new("openai");

    /// <summary>Any server that speaks OpenAI's chat completions.</summary>
    public static ProfileKind OpenAICompatible { get; } = new("openai-compatible");

    /// <summary>Azure OpenAI: deployments in the path, an API version, its own key header.</summary>
    public static ProfileKind Azure { get; } = new("azure");

    /// <summary>Mistral's API.</summary>
    public static ProfileKind Mistral { get; } = new("mistral");

    /// <summary>Ollama's native API.</summary>
    public static ProfileKind Ollama { get; } = new("ollama");

    /// <summary>Ollama's OpenAI-compatible API, under <c>/v1</c>.</summary>
    public static ProfileKind OllamaV1 { get; } = new("ollama-v1");

    /// <summary>A vLLM server.</summary>
    public static ProfileKind Vllm { get; } = new("vllm");

    /// <summary>llama.cpp's server.</summary>
    public static ProfileKind LlamaServer { get; } = new("llama-server");

    /// <summary>A KTransformers server.</summary>
    public static ProfileKind KTransformers { get; } = new("ktransformers");

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ProfileKind> All { get; } =
    [Local, OpenAI, OpenAICompatible, Azure, Mistral, Ollama, OllamaV1, Vllm, LlamaServer, KTransformers];

    /// <summary>The word in <c>profiles.json</c>. The default value of the struct is <see cref="Local"/>.</summary>
    public string Value => _value ?? "local";

    /// <summary>
    /// Where such a server is when the profile names no URL: the provider's public address, or the port on this machine that the
    /// server takes by default. Null for <c>azure</c> and <c>openai-compatible</c>, which need a URL, and for <c>local</c>, which has none.
    /// </summary>
    public Uri? DefaultUrl =>
        Value switch
        {
            "openai" => new Uri("https://api.openai.com/v1/"),
            "mistral" => new Uri("https://api.mistral.ai/v1/"),
            "ollama" => new Uri("http://127.0.0.1:11434/"),
            "ollama-v1" => new Uri("http://127.0.0.1:11434/v1/"),
            "vllm" => new Uri("http://127.0.0.1:8000/v1/"),
            "llama-server" => new Uri("http://127.0.0.1:8080/v1/"),
            "ktransformers" => new Uri("http://127.0.0.1:10002/v1/"),
            _ => null,
        };

    /// <summary>Reads a word of the list; case counts.</summary>
    /// <param name="text">The word.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>False when there is no such kind.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProfileKind kind)
    {
        kind = All.FirstOrDefault(known => string.Equals(known.Value, text, StringComparison.Ordinal));
        return string.Equals(kind.Value, text, StringComparison.Ordinal);
    }

    /// <summary>Tells whether two kinds are the same.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(ProfileKind other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <summary>A hash of the word.</summary>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The word.</summary>
    public override string ToString() => Value;
}
