using Chat.Core.Completions;
using Chat.Core.Streaming;

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
        Pieces(choice.Message.Reasoning).ForEach(text => Add(new ChatDelta { Reasoning = text }));
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
