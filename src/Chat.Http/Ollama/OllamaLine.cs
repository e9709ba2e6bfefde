using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Core.Tools;

namespace Chat.Http.Ollama;

/// <summary>One line of a stream of Ollama's own API, or a whole answer, which has the same form. Source: Ollama API reference.</summary>
internal sealed class OllamaLine
{
    /// <summary>The model; null when not given.</summary>
    public string? Model { get; set; }

    /// <summary>When the line was made, in whole seconds since 1970-01-01 UTC; 0 when not given or no time.</summary>
    public long Created { get; set; }

    /// <summary>What <c>/api/chat</c> adds to the message.</summary>
    public ChatDelta? Message { get; set; }

    /// <summary>The text that <c>/api/generate</c> adds.</summary>
    public string? Response { get; set; }

    /// <summary>The reasoning that <c>/api/generate</c> adds.</summary>
    public string? Thinking { get; set; }

    /// <summary>The tool calls that <c>/api/generate</c> adds.</summary>
    public IReadOnlyList<ToolCallDelta>? ToolCalls { get; set; }

    /// <summary>The log probabilities of the tokens that the line adds.</summary>
    public IReadOnlyList<TokenLogprob>? Logprobs { get; set; }

    /// <summary>True on the last line.</summary>
    public bool IsDone { get; set; }

    /// <summary>Why the model stopped, on the last line; old servers give none.</summary>
    public string? DoneReason { get; set; }

    /// <summary>Tokens of the prompt; left out when 0.</summary>
    public int? PromptTokens { get; set; }

    /// <summary>Tokens generated; left out when 0.</summary>
    public int? AnswerTokens { get; set; }

    /// <summary>Time of computing the prompt, in nanoseconds.</summary>
    public long? PromptNanoseconds { get; set; }

    /// <summary>Time of generating, in nanoseconds.</summary>
    public long? AnswerNanoseconds { get; set; }

    /// <summary>Time of loading the model, in nanoseconds.</summary>
    public long? LoadNanoseconds { get; set; }

    /// <summary>Every other field (<c>context</c>, <c>remote_model</c>, <c>total_duration</c>, …), kept as it was read.</summary>
    public Dictionary<string, JsonElement>? Extras { get; set; }
}
