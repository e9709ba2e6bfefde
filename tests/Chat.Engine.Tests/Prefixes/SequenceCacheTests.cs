using Chat.Engine.Prefixes;
using Chat.Engine.Tests.Scheduling;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Prefixes;

public sealed class SequenceCacheTests
{
    private readonly FakeDecoder _memory = new(length: 64, maxSequences: 3, batchSize: 8, vocabularySize: 2000);
    private readonly SequenceCache _cache;

    public SequenceCacheTests() => _cache = new SequenceCache(_memory, shortTail: 0);

    [Fact]
    public void A_parked_sequence_goes_on_where_a_prompt_begins_like_it()
    {
        var first = Park(1, 2, 3);

        var next = _cache.Open([1, 2, 3, 4, 5])!;

        Assert.Same(first, next);
        Assert.Equal(3, next.Length);
        Assert.False(next.IsParked);
    }

    [Fact]
    public void The_last_token_is_always_computed()
    {
        Park(1, 2, 3);

        Assert.Equal(2, _cache.Open([1, 2, 3])!.Length);
    }

    [Fact]
    public void What_differs_later_is_kept_and_its_beginning_shared()
    {
        Park(1, 2, 3, 4);

        var next = _cache.Open([1, 2, 9, 9])!;

        Assert.Equal(2, next.Length);
        Assert.Equal(1, _cache.Parked);
        Assert.Equal(4, _cache.Used);
        Assert.Equal([1, 2], _memory.TokensOf(next.Number));
    }

    [Fact]
    public void A_short_tail_that_differs_is_given_up_and_a_long_one_is_kept()
    {
        var memory = new FakeDecoder(length: 1000, maxSequences: 4, batchSize: 8, vocabularySize: 2000);
        var cache = new SequenceCache(memory);
        var sequence = Compute(memory, cache.Open([-1])!, [.. Enumerable.Range(0, 200)]);
        cache.Park(sequence);

        var next = cache.Open([.. Enumerable.Range(0, 201 - SequenceCache.ShortTail), -1])!;
        Assert.Same(sequence, next);
        Assert.Equal(201 - SequenceCache.ShortTail, memory.TokensOf(next.Number).Count);
        cache.Park(next);

        var other = cache.Open([.. Enumerable.Range(0, 50), -1])!;
        Assert.NotSame(sequence, other);
        Assert.Equal(50, other.Length);
        Assert.Equal(1, cache.Parked);
    }

    [Fact]
    public void Forty_keystrokes_keep_a_parked_chat()
    {
        var memory = new FakeDecoder(length: 4000, maxSequences: 4, batchSize: 8, vocabularySize: 2000);
        var cache = new SequenceCache(memory);
        int[] chat = [.. Enumerable.Range(1000, 300)];
        cache.Park(Compute(memory, cache.Open([-1])!, chat));
        for (var key = 0; key < 40; key++)
        {
            // Each key adds a token to the text, behind which the middle of the last prompt and its proposal stood.
            int[] prompt = [.. Enumerable.Range(0, 200 + key), 900, 901];
            var sequence = cache.Open(prompt)!;
            Compute(memory, sequence, prompt.AsSpan(sequence.Length));
            cache.Park(Compute(memory, sequence, [500 + key, 600 + key]));
        }

        Assert.Equal(2, cache.Parked);
        Assert.Equal(300, cache.Open([.. chat, -1])!.Length);
    }

    [Fact]
    public void The_beginning_of_a_sequence_in_use_is_shared()
    {
        var running = Open(1, 2, 3);

        var next = _cache.Open([1, 2, 3, 4])!;

        Assert.NotSame(running, next);
        Assert.Equal(3, next.Length);
        Assert.Equal(3, _cache.Pinned);
    }

    [Fact]
    public void The_longest_beginning_is_found()
    {
        Park(1, 2);
        Park(1, 2, 3, 4, 5);

        Assert.Equal(4, _cache.Open([1, 2, 3, 4, 6])!.Length);
    }

    [Fact]
    public void The_one_not_used_for_longest_is_evicted_first()
    {
        Park(1, 1, 1);
        Park(2, 2, 2);
        _cache.Park(_cache.Open([1, 1, 1, 1])!);

        Assert.True(_cache.Evict());

        Assert.Equal(1, _cache.Parked);
        Assert.Equal(3, _cache.Open([1, 1, 1, 1])!.Length);
    }

    [Fact]
    public void Room_is_made_from_what_is_parked_and_from_nothing_else()
    {
        Open([.. Enumerable.Range(0, 40)]);
        Park([.. Enumerable.Range(100, 20)]);

        Assert.True(_cache.TryMakeRoom(4));
        Assert.Equal(1, _cache.Parked);
        Assert.True(_cache.TryMakeRoom(24));
        Assert.Equal(0, _cache.Parked);
        Assert.False(_cache.TryMakeRoom(25));
    }

    [Fact]
    public void When_all_numbers_are_in_use_none_is_opened()
    {
        Open(1);
        Open(2);
        Open(3);

        Assert.Null(_cache.Open([4, 5]));
    }

    [Fact]
    public void With_no_number_left_the_one_parked_sequence_gives_its_end()
    {
        Open(1);
        Open(2);
        var parked = Park(3, 4, 5);

        var next = _cache.Open([3, 4, 9, 9])!;

        Assert.Same(parked, next);
        Assert.Equal([3, 4], next.Tokens.ToArray());
        Assert.Equal([3, 4], _memory.TokensOf(next.Number));
    }

    [Fact]
    public void A_fork_holds_all_that_its_source_holds_and_takes_no_room()
    {
        var source = Open(1, 2, 3);

        var fork = _cache.Fork(source)!;

        Assert.Equal([1, 2, 3], fork.Tokens.ToArray());
        Assert.Equal(3, _cache.Used);
    }

    [Fact]
    public void A_state_that_cannot_be_cut_goes_on_whole_or_not_at_all()
    {
        var memory = new FakeDecoder(64, 3, 8, 2000) { CanCut = false };
        var cache = new SequenceCache(memory);
        var sequence = Compute(memory, cache.Open([1, 2, 3])!, [1, 2, 3]);
        cache.Park(sequence);

        Assert.Equal(0, cache.Open([1, 2, 9])!.Length);
        Assert.Equal(3, cache.Open([1, 2, 3, 4])!.Length);
    }

    [Fact]
    public void The_book_and_the_store_agree_whatever_happens()
    {
        var steps = Gen.ArrayOf(Gen.Choose(0, 1_000_000)).Resize(60);
        Check.One(Properties.Of(100), Prop.ForAll(steps.ToArbitrary(), numbers => Agrees(numbers)));
    }

    private static void Agrees(int[] numbers)
    {
        var memory = new FakeDecoder(length: 24, maxSequences: 4, batchSize: 8, vocabularySize: 2000);
        var cache = new SequenceCache(memory, shortTail: numbers.Length % 2 * 3);
        var open = new List<CachedSequence>();
        foreach (var number in numbers)
        {
            Act(cache, memory, open, number);
            Assert.Equal(memory.Used, cache.Used);
            Assert.All(open, sequence => Assert.Equal(memory.TokensOf(sequence.Number), sequence.Tokens.ToArray()));
            Assert.InRange(cache.Pinned, open.Count == 0 ? 0 : open.Max(sequence => sequence.Length), cache.Used);
        }
    }

    private static void Act(SequenceCache cache, FakeDecoder memory, List<CachedSequence> open, int number)
    {
        var chosen = open.Count > 0 ? open[number / 8 % open.Count] : null;
        // Few different tokens, so that beginnings are often alike.
        int[] tokens = [.. Enumerable.Range(0, 1 + (number / 64 % 6)).Select(place => (number >> place) % 2)];
        switch (number % 8)
        {
            case 0 or 1 or 2 when cache.Open(tokens) is { } opened:
                Assert.True(tokens.AsSpan().StartsWith(opened.Tokens));
                Assert.True(opened.Length < tokens.Length);
                open.Add(opened);
                break;
            case 3 when chosen is not null && cache.Fork(chosen) is { } fork:
                open.Add(fork);
                break;
            case 4 when chosen is not null:
                cache.Park(chosen);
                open.Remove(chosen);
                break;
            case 5 when chosen is not null:
                cache.Remove(chosen);
                open.Remove(chosen);
                break;
            case 6:
                cache.Evict();
                break;
            default:
                if (chosen is not null && cache.TryMakeRoom(tokens.Length))
                {
                    Compute(memory, chosen, tokens);
                }

                break;
        }
    }

    private static CachedSequence Compute(FakeDecoder memory, CachedSequence sequence, ReadOnlySpan<int> tokens)
    {
        foreach (var token in tokens)
        {
            var batch = new Chat.Engine.Native.TokenBatch(1);
            batch.Add(token, sequence.Length, sequence.Number, output: false);
            Assert.Equal(Chat.Engine.Models.DecodeResult.Done, memory.Decode(batch));
            sequence.Append([token]);
        }

        return sequence;
    }

    private CachedSequence Open(params int[] tokens) => Compute(_memory, _cache.Open([.. tokens, -1])!, tokens);

    private CachedSequence Park(params int[] tokens)
    {
        var sequence = _cache.Open([-1])!;
        Compute(_memory, sequence, tokens);
        _cache.Park(sequence);
        return sequence;
    }
}
