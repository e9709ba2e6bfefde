using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>Gathers the deltas of one choice.</summary>
/// <param name="index">The choice's index.</param>
internal sealed class ChoiceAccumulator(int index)
{
    private readonly Dictionary<string, JsonElement> _choiceExtras = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _messageExtras = new(StringComparer.Ordinal);
    private readonly List<TokenLogprob> _contentLogprobs = [];
    private readonly List<TokenLogprob> _refusalLogprobs = [];
    private StringBuilder? _content;
    private StringBuilder? _refusal;
    private StringBuilder? _reasoning;
    private ChatRole? _role;
    private bool _hasLogprobs;

    /// <summary>Why the choice ended; null while it has not.</summary>
    public FinishReason? FinishReason { get; private set; }

    /// <summary>Adds a chunk's share of this choice.</summary>
    /// <param name="choice">The share.</param>
    public void Add(ChunkChoice choice)
    {
        var delta = choice.Delta;
        _role ??= delta.Role;
        Append(ref _content, delta.Content);
        Append(ref _refusal, delta.Refusal);
        Append(ref _reasoning, delta.Reasoning);
        FinishReason = choice.FinishReason ?? FinishReason;
        if (choice.Logprobs is { } logprobs)
        {
            _hasLogprobs = true;
            _contentLogprobs.AddRange(logprobs.Content ?? []);
            _refusalLogprobs.AddRange(logprobs.Refusal ?? []);
        }

        Keep(_choiceExtras, choice.ExtensionData);
        Keep(_messageExtras, delta.ExtensionData);
    }

    /// <summary>The choice as gathered so far.</summary>
    public ChatChoice ToChoice() =>
        new()
        {
            Index = index,
            FinishReason = FinishReason,
            Logprobs = _hasLogprobs
                ? new ChoiceLogprobs
                {
                    Content = [.. _contentLogprobs],
                    Refusal = _refusalLogprobs.Count > 0 ? [.. _refusalLogprobs] : null,
                }
                : null,
            Message = new ChatMessage
            {
                Role = _role ?? ChatRole.Assistant,
                Content = _content?.ToString(),
                Refusal = _refusal?.ToString(),
                Reasoning = _reasoning?.ToString(),
                ExtensionData = Copy(_messageExtras),
            },
            ExtensionData = Copy(_choiceExtras),
        };

    private static void Append(ref StringBuilder? builder, string? text)
    {
        if (text is not null)
        {
            (builder ??= new StringBuilder()).Append(text);
        }
    }

    // A field that comes more than once is one value told again, so the last one holds.
    private static void Keep(Dictionary<string, JsonElement> kept, IDictionary<string, JsonElement>? added)
    {
        foreach (var (name, value) in added ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            kept[name] = value;
        }
    }

    private static Dictionary<string, JsonElement>? Copy(Dictionary<string, JsonElement> kept) =>
        kept.Count > 0 ? new Dictionary<string, JsonElement>(kept, StringComparer.Ordinal) : null;
}
