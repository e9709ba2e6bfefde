using Chat.Core.Completions;
using Chat.Core.Streaming;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Support;

/// <summary>Cuts a completion into chunks at places drawn from a seed.</summary>
internal sealed class StreamSplitter(int seed)
{
    private readonly Random _random = new(seed);

    public List<ChatCompletionChunk> Split(ChatCompletion completion)
    {
        var shares = completion.Choices.Select(choice => new Queue<ChunkChoice>(Shares(choice))).ToList();
        var chunks = new List<ChatCompletionChunk>();
        while (chunks.Count == 0 || shares.Any(queue => queue.Count > 0))
        {
            var ready = shares.Where(queue => queue.Count > 0 && Often()).Select(queue => queue.Dequeue());
            chunks.Add(Chunks.Of([.. ready]));
        }

        Put(chunks, chunk => chunk with { Usage = completion.Usage });
        Put(chunks, chunk => chunk with { Timings = completion.Timings });
        Put(chunks, chunk => chunk with { SystemFingerprint = completion.SystemFingerprint });
        Put(chunks, chunk => chunk with { Warnings = completion.Warnings });
        Put(chunks, chunk => chunk with { ExtensionData = completion.ExtensionData });
        return chunks;
    }

    private List<ChunkChoice> Shares(ChatChoice choice)
    {
        var shares = new List<ChunkChoice>();
        void Add(ChatDelta delta, ChoiceLogprobs? logprobs = null) =>
            shares.Add(Chunks.Share(delta, choice.Index) with { Logprobs = logprobs });

        Add(new ChatDelta { Role = choice.Message.Role, ExtensionData = choice.Message.ExtensionData });
        var message = choice.Message;
        Pieces(message.Reasoning)
            .ForEach(text =>
                Add(
                    new ChatDelta
                    {
                        ReasoningField = message.ReasoningField is null ? null : text,
                        ReasoningContentField = message.ReasoningContentField is null ? null : text,
                        ThinkingField = message.ThinkingField is null ? null : text,
                    }
                )
            );
        ToolCalls(message.ToolCalls ?? []).ForEach(list => Add(new ChatDelta { ToolCalls = list }));
        Whole(message.FunctionCall).ForEach(call => Add(new ChatDelta { FunctionCall = call }));
        Sound(message.Audio).ForEach(audio => Add(new ChatDelta { Audio = audio }));
        Pieces(message.Annotations).ForEach(list => Add(new ChatDelta { Annotations = list }));
        Pieces(choice.Message.Refusal).ForEach(text => Add(new ChatDelta { Refusal = text }));
        Pieces(choice.Message.Content?.Text).ForEach(text => Add(new ChatDelta { Content = text }));
        Pieces(choice.Logprobs?.Content).ForEach(list => Add(new ChatDelta(), new ChoiceLogprobs { Content = list }));
        Pieces(choice.Logprobs?.Refusal).ForEach(list => Add(new ChatDelta(), new ChoiceLogprobs { Refusal = list }));
        if (Often())
        {
            Add(new ChatDelta());
        }

        shares[^1] = shares[^1] with { FinishReason = choice.FinishReason };
        shares[0] = shares[0] with { ExtensionData = choice.ExtensionData };
        return shares;
    }

    // The deltas of each call in their order, those of different calls mixed, several in a chunk.
    private List<IReadOnlyList<ToolCallDelta>> ToolCalls(IReadOnlyList<ToolCall> calls)
    {
        var waiting = calls.Select((call, index) => new Queue<ToolCallDelta>(Deltas(call, index))).ToList();
        var lists = new List<IReadOnlyList<ToolCallDelta>>();
        while (waiting.Exists(queue => queue.Count > 0))
        {
            lists.Add([.. waiting.Where(queue => queue.Count > 0 && Often()).Select(queue => queue.Dequeue())]);
        }

        return lists;
    }

    private IEnumerable<ToolCallDelta> Deltas(ToolCall call, int index)
    {
        yield return new ToolCallDelta
        {
            Index = index,
            Id = call.Id,
            Type = call.Type,
            Function = call.Function is null ? null : new FunctionCall { Name = call.Function.Name },
            Custom = call.Custom is null ? null : new CustomToolCall { Name = call.Custom.Name },
            ExtensionData = call.ExtensionData,
        };
        foreach (var text in Pieces(call.Function?.Arguments ?? call.Custom!.Input))
        {
            yield return new ToolCallDelta
            {
                Index = index,
                Id = Often() ? null : "",
                Function = call.Function is null ? null : new FunctionCall { Arguments = text },
                Custom = call.Custom is null ? null : new CustomToolCall { Input = text },
            };
        }
    }

    private List<FunctionCall> Whole(FunctionCall? call) =>
        call is null
            ? []
            :
            [
                new FunctionCall { Name = call.Name },
                .. Pieces(call.Arguments).Select(text => new FunctionCall { Arguments = text }),
            ];

    private List<AudioMessage> Sound(AudioMessage? audio) =>
        audio is null
            ? []
            :
            [
                new AudioMessage { Id = audio.Id },
                .. Pieces(audio.Data).Select(text => new AudioMessage { Data = text }),
                .. Pieces(audio.Transcript).Select(text => new AudioMessage { Transcript = text }),
                new AudioMessage { ExpiresAt = audio.ExpiresAt },
            ];

    private List<string> Pieces(string? text) =>
        [.. Pieces(text?.ToCharArray()).Select(piece => new string([.. piece]))];

    // At least one piece of anything that is there, so that empty stays apart from null. Pieces may be empty.
    private List<IReadOnlyList<T>> Pieces<T>(IReadOnlyList<T>? all)
    {
        var pieces = new List<IReadOnlyList<T>>();
        if (all is null)
        {
            return pieces;
        }

        var start = 0;
        do
        {
            var length = _random.Next(0, Math.Min(4, all.Count - start) + 1);
            pieces.Add([.. all.Skip(start).Take(length)]);
            start += length;
        } while (start < all.Count);

        return pieces;
    }

    private void Put(List<ChatCompletionChunk> chunks, Func<ChatCompletionChunk, ChatCompletionChunk> change)
    {
        var place = _random.Next(chunks.Count);
        chunks[place] = change(chunks[place]);
    }

    private bool Often() => _random.Next(3) > 0;
}
