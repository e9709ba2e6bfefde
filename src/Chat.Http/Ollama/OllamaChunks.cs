using System.Security.Cryptography;
using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Core.Tools;

namespace Chat.Http.Ollama;

/// <summary>
/// Turns the lines of one answer into chunks. Ollama gives neither an id of the answer nor, in older versions, ids of tool calls: they are
/// made from the first line, so that they are the same on every chunk and differ between answers.
/// </summary>
internal sealed class OllamaChunks
{
    private const int IdBytes = 8;

    private readonly HashSet<string> _callIds = new(StringComparer.Ordinal);
    private string? _id;
    private string _model = "";
    private long _created;
    private int _calls;

    /// <summary>The chunk that a line amounts to.</summary>
    /// <param name="line">The line.</param>
    /// <param name="json">Its text.</param>
    public ChatCompletionChunk Next(OllamaLine line, ReadOnlySpan<byte> json)
    {
        _id ??= NewId(json);
        _created = _created == 0 ? line.Created : _created;
        _model = string.IsNullOrEmpty(line.Model) ? _model : line.Model;
        return new ChatCompletionChunk
        {
            Id = $"ollama-{_id}",
            Created = _created,
            Model = _model,
            Choices =
            [
                new ChunkChoice
                {
                    Delta = Delta(line),
                    FinishReason = Reason(line),
                    Logprobs = line.Logprobs is null ? null : new ChoiceLogprobs { Content = line.Logprobs },
                },
            ],
            Usage = UsageOf(line),
            Timings = TimingsOf(line),
            ExtensionData = line.Extras,
        };
    }

    private static string NewId(ReadOnlySpan<byte> json)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        return Convert.ToHexStringLower(hash[..IdBytes]);
    }

    private ChatDelta Delta(OllamaLine line)
    {
        var delta = line.Message;
        if (delta is null)
        {
            delta = string.IsNullOrEmpty(line.Thinking) ? new ChatDelta() : ChatDelta.FromThinking(line.Thinking);
            delta = delta with { Content = line.Response, ToolCalls = line.ToolCalls };
        }

        return delta.ToolCalls is { } calls
            ? delta with
            {
                ToolCalls = calls.Count == 0 ? null : [.. calls.Select(Numbered)],
            }
            : delta;
    }

    // Each call comes whole, so each is a call of its own, whatever index it bears.
    private ToolCallDelta Numbered(ToolCallDelta call)
    {
        var index = _calls++;
        var id = string.IsNullOrEmpty(call.Id) || !_callIds.Add(call.Id) ? $"call_{_id}_{index}" : call.Id;
        _callIds.Add(id);
        return call with { Index = index, Id = id, Type = call.Type ?? "function" };
    }

    // Servers from before done_reason end an answer without a word.
    private static FinishReason? Reason(OllamaLine line) =>
        !line.IsDone ? null
        : string.IsNullOrWhiteSpace(line.DoneReason) ? FinishReason.Stop
        : new FinishReason(line.DoneReason);

    // A count of 0 is left out on the wire: one of the two stands for both.
    private static Usage? UsageOf(OllamaLine line)
    {
        if (line.PromptTokens is null && line.AnswerTokens is null)
        {
            return null;
        }

        var prompt = line.PromptTokens ?? 0;
        var answer = line.AnswerTokens ?? 0;
        return new Usage
        {
            PromptTokens = prompt,
            CompletionTokens = answer,
            TotalTokens = (int)Math.Min((long)prompt + answer, int.MaxValue),
        };
    }

    private static CompletionTimings? TimingsOf(OllamaLine line) =>
        line.PromptNanoseconds is null && line.AnswerNanoseconds is null && line.LoadNanoseconds is null
            ? null
            : new CompletionTimings
            {
                PromptTokens = line.PromptTokens ?? 0,
                PromptMilliseconds = Milliseconds(line.PromptNanoseconds) ?? 0,
                PredictedTokens = line.AnswerTokens ?? 0,
                PredictedMilliseconds = Milliseconds(line.AnswerNanoseconds) ?? 0,
                LoadMilliseconds = Milliseconds(line.LoadNanoseconds),
            };

    private static double? Milliseconds(long? nanoseconds) => nanoseconds / 1e6;
}
