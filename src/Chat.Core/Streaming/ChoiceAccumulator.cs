using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>Gathers the deltas of one choice.</summary>
/// <param name="index">The choice's index.</param>
internal sealed class ChoiceAccumulator(int index)
{
    private readonly ContentAccumulator _content = new();
    private readonly ReasoningAccumulator _reasoning = new();
    private StringBuilder? _refusal;
    private ChatRole? _role;
    private ToolCallsAccumulator? _toolCalls;
    private CallText? _functionCall;
    private AudioAccumulator? _audio;
    private List<Annotation>? _annotations;
    private LogprobsAccumulator? _logprobs;
    private Dictionary<string, JsonElement>? _choiceExtras;
    private Dictionary<string, JsonElement>? _messageExtras;
    private ListPieces? _choiceLists;
    private ListPieces? _messageLists;

    /// <summary>The choice's index.</summary>
    public int Index => index;

    /// <summary>Why the choice ended; null while it has not.</summary>
    public FinishReason? FinishReason { get; private set; }

    /// <summary>
    /// How the choice ended. One that holds calls asks for them, whatever word stands beside it: Gemini's streams end such a choice with <c>stop</c>.
    /// </summary>
    public CompletionOutcome Outcome =>
        FinishReasonOutcomes.ToOutcome(FinishReason) is var outcome
        && outcome == CompletionOutcome.Completed
        && (_toolCalls is not null || _functionCall is not null)
            ? CompletionOutcome.ToolCalls
            : outcome;

    /// <summary>True once there is a first token: text, reasoning, refusal, a call or sound.</summary>
    public bool HasOutput { get; private set; }

    /// <summary>Adds a chunk's share of this choice.</summary>
    /// <param name="choice">The share.</param>
    /// <exception cref="ChatException">There are too many tool calls: kind <see cref="ChatErrorKind.Protocol"/>.</exception>
    public void Add(ChunkChoice choice)
    {
        var delta = choice.Delta;
        HasOutput = HasOutput || BringsOutput(delta);
        _role ??= delta.Role;
        _content.Add(delta);
        _reasoning.Add(delta);
        TextPieces.Append(ref _refusal, delta.Refusal);
        FinishReason = choice.FinishReason ?? FinishReason;
        if (choice.Logprobs is { } logprobs)
        {
            (_logprobs ??= new LogprobsAccumulator()).Add(logprobs);
        }

        ExtensionFields.Keep(ref _choiceExtras, choice.ExtensionData);
        ListPieces.Keep(ref _choiceLists, choice.ExtensionData);
        ListPieces.Keep(ref _messageLists, delta.ExtensionData);
        // A null in a delta adds nothing. KTransformers has "name": null in each, which a message is not to be sent back with.
        ExtensionFields.KeepValues(ref _messageExtras, delta.ExtensionData);
        AddRare(delta);
    }

    /// <summary>The choice as gathered so far; an assistant's when no delta said whose it is.</summary>
    public ChatChoice ToChoice() =>
        new()
        {
            Index = index,
            FinishReason = FinishReason,
            Logprobs = _logprobs?.ToLogprobs(),
            Message = _reasoning.Into(
                new ChatMessage
                {
                    Role = _role ?? ChatRole.Assistant,
                    Content = _content.ToContent(),
                    Refusal = _refusal?.ToString(),
                    ToolCalls = _toolCalls?.ToToolCalls(),
                    FunctionCall = _functionCall?.ToFunction(),
                    Audio = _audio?.ToAudio(),
                    Annotations = _annotations?.ToArray(),
                    ExtensionData = ExtensionFields.Copy(_messageExtras, _messageLists),
                }
            ),
            ExtensionData = ExtensionFields.Copy(_choiceExtras, _choiceLists),
        };

    private void AddRare(ChatDelta delta)
    {
        if (delta.Audio is { } audio)
        {
            (_audio ??= new AudioAccumulator()).Add(audio);
        }

        if (delta.Annotations is { } annotations)
        {
            (_annotations ??= []).AddRange(annotations);
        }

        if (delta.FunctionCall is { } call)
        {
            (_functionCall ??= new CallText(isJson: true)).Add(call);
        }

        // Last: it may throw, and what came beside it is not to be lost.
        if (delta.ToolCalls is { Count: > 0 } calls)
        {
            (_toolCalls ??= new ToolCallsAccumulator()).Add(calls);
        }
    }

    private static bool BringsOutput(ChatDelta delta) =>
        !string.IsNullOrEmpty(delta.Content)
        || !string.IsNullOrEmpty(delta.Reasoning)
        || !string.IsNullOrEmpty(delta.Refusal)
        || delta.ToolCalls is { Count: > 0 }
        || delta.FunctionCall is not null
        || delta.ContentParts is { Count: > 0 }
        || delta.Audio is { Data: not null } or { Transcript: not null };
}
