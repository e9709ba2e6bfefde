using Chat.Http.Azure;
using Chat.Http.Mistral;
using Chat.Http.Ollama;
using Chat.Http.OpenAI;

namespace Chat.Http.Dialects;

/// <summary>Finds the dialect of a server.</summary>
internal static class WireDialects
{
    /// <summary>The dialect of a backend.</summary>
    /// <param name="options">The backend's options; their target is known.</param>
    public static IWireDialect For(HttpBackendOptions options) =>
        options.Target switch
        {
            HttpTargets.Azure => new AzureDialect(options.ApiVersion),
            HttpTargets.Mistral => new MistralDialect(),
            HttpTargets.Ollama => new OllamaDialect(options.NewPeer()),
            _ => new OpenAIDialect(options.Target),
        };
}
