using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>Gathers the deltas of one choice.</summary>
/// <param name="index">The choice's index.</param>
internal sealed class ChoiceAccumulator(int index)
{
    private StringBuilder? _content;
    private StringBuilder? _refusal;
    private StringBuilder? _reasoning;
    private ChatRole? _role;
    private LogprobsAccumulator? _logprobs;
    private Dictionary<string, JsonElement>? _choiceExtras;
    private Dictionary<string, JsonElement>? _messageExtras;

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
            (_logprobs ??= new LogprobsAccumulator()).Add(logprobs);
        }

        ExtensionFields.Keep(ref _choiceExtras, choice.ExtensionData);
        ExtensionFields.Keep(ref _messageExtras, delta.ExtensionData);
    }

    /// <summary>The choice as gathered so far; an assistant's when no delta said whose it is.</summary>
    public ChatChoice ToChoice() =>
        new()
        {
            Index = index,
            FinishReason = FinishReason,
            Logprobs = _logprobs?.ToLogprobs(),
            Message = new ChatMessage
            {
                Role = _role ?? ChatRole.Assistant,
                Content = _content?.ToString(),
                Refusal = _refusal?.ToString(),
                Reasoning = _reasoning?.ToString(),
                ExtensionData = ExtensionFields.Copy(_messageExtras),
            },
            ExtensionData = ExtensionFields.Copy(_choiceExtras),
        };

    private static void Append(ref StringBuilder? builder, string? text)
    {
        if (text is not null)
        {
            (builder ??= new StringBuilder()).Append(text);
        }
    }
}
