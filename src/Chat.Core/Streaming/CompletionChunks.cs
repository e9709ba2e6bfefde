using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Core.Streaming;

/// <summary>The way back from an answer to the stream that would have brought it.</summary>
public static class CompletionChunks
{
    /// <summary>The one chunk that gathers to an answer: a <see cref="ChatCompletionAccumulator"/> given it alone has the answer.</summary>
    /// <param name="answer">The answer.</param>
    public static ChatCompletionChunk ToChunk(this ChatCompletion answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new ChatCompletionChunk
        {
            Id = answer.Id,
            Created = answer.Created,
            Model = answer.Model,
            Choices = [.. answer.Choices.Select(From)],
            Usage = answer.Usage,
            ServiceTier = answer.ServiceTier,
            SystemFingerprint = answer.SystemFingerprint,
            Metadata = answer.Metadata,
            Moderation = answer.Moderation,
            Timings = answer.Timings,
            Warnings = answer.Warnings,
            Outcome = answer.Outcome,
            ExtensionData = answer.ExtensionData,
            TotalLatency = answer.Latency ?? TimeSpan.Zero,
            IsLastChunk = true,
        };
    }

    private static ChunkChoice From(ChatChoice choice) =>
        new()
        {
            Index = choice.Index,
            Delta = From(choice.Message),
            Logprobs = choice.Logprobs,
            FinishReason = choice.FinishReason,
            ExtensionData = choice.ExtensionData,
        };

    private static ChatDelta From(ChatMessage message) =>
        new()
        {
            Role = message.Role,
            ContentField = message.Content,
            Refusal = message.Refusal,
            ReasoningField = message.ReasoningField,
            ReasoningContentField = message.ReasoningContentField,
            ThinkingField = message.ThinkingField,
            ToolCalls = message.ToolCalls is null ? null : [.. message.ToolCalls.Select(From)],
            FunctionCall = message.FunctionCall,
            Audio = message.Audio,
            Annotations = message.Annotations,
            ExtensionData = message.ExtensionData,
        };

    private static ToolCallDelta From(ToolCall call, int index) =>
        new()
        {
            Index = index,
            Id = call.Id,
            Type = call.Type,
            Function = call.Function,
            Custom = call.Custom,
            ExtensionData = call.ExtensionData,
        };
}
