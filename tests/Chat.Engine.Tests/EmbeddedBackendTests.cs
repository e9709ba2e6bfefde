using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests;

[Collection(EngineCollection.Name)]
public sealed class EmbeddedBackendTests(EngineFixture engine)
{
    [Fact]
    public async Task An_answer_has_text_usage_a_finish_reason_and_timings()
    {
        var completion = await engine.Backend.CompleteAsync(Ask("Name three colors.", 16), CancellationToken.None);

        Assert.Equal("smollm2-135m-instruct", completion.Model);
        Assert.StartsWith("chatcmpl-", completion.Id, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(completion.AssistantMessage()?.Content?.ToString()));
        Assert.Equal(ChatRole.Assistant, completion.AssistantMessage()?.Role);
        Assert.NotNull(completion.Choices[0].FinishReason);
        Assert.True(completion.Usage!.PromptTokens > 5);
        Assert.Equal(completion.Usage.PromptTokens + completion.Usage.CompletionTokens, completion.Usage.TotalTokens);
        Assert.True(completion.Timings!.PredictedPerSecond > 0);
        Assert.True(completion.Timings.TimeToFirstTokenMilliseconds > 0);
    }

    [Fact]
    public async Task Temperature_0_gives_the_same_answer_every_time()
    {
        var first = await TextAsync(Ask("Write a short poem about rain.", 32));
        var second = await TextAsync(Ask("Write a short poem about rain.", 32));

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_seed_gives_the_same_answer_and_another_seed_another()
    {
        var request = Ask("Tell me a story.", 32) with { Temperature = 1.5, TopK = 0, TopP = 1, MinP = 0, Seed = 7 };

        Assert.Equal(await TextAsync(request), await TextAsync(request));
        Assert.NotEqual(await TextAsync(request), await TextAsync(request with { Seed = 8 }));
    }

    [Fact]
    public async Task The_token_limit_ends_the_answer_with_length()
    {
        var completion = await engine.Backend.CompleteAsync(Ask("Tell me a story.", 5), CancellationToken.None);

        Assert.Equal(FinishReason.Length, completion.Choices[0].FinishReason);
        Assert.Equal(CompletionOutcome.Length, completion.Outcome);
        Assert.Equal(5, completion.Usage!.CompletionTokens);
    }

    [Fact]
    public async Task Chunks_make_up_the_answer_and_end_once()
    {
        var request = Ask("Name three colors.", 24);
        var whole = await TextAsync(request);

        var chunks = await ChunksAsync(request);

        Assert.Equal(whole, string.Concat(chunks.Select(chunk => chunk.DeltaMessage()?.Content)));
        Assert.Single(chunks, chunk => chunk.Choices.Any(choice => choice.FinishReason is not null));
        Assert.NotNull(chunks[^1].Choices[0].FinishReason);
        Assert.NotNull(chunks[^1].Timings);
        Assert.Equal(ChatRole.Assistant, chunks[0].DeltaMessage()?.Role);
        Assert.All(chunks.Skip(1), chunk => Assert.Null(chunk.DeltaMessage()?.Role));
        Assert.Single(chunks.Select(chunk => chunk.Id).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Usage_comes_on_a_last_chunk_without_choices_when_asked_for()
    {
        var chunks = await ChunksAsync(Ask("Hi", 4) with { StreamOptions = new StreamOptions { IncludeUsage = true } });

        Assert.Empty(chunks[^1].Choices);
        Assert.Equal(4, chunks[^1].Usage?.CompletionTokens);
        Assert.All(chunks.SkipLast(1), chunk => Assert.Null(chunk.Usage));
    }

    [Fact]
    public async Task A_stop_string_ends_the_answer_and_is_no_part_of_it()
    {
        var whole = await TextAsync(Ask("Name three colors.", 24));
        // A stop string that spans tokens: the middle of the answer, cut inside words.
        var stop = whole[5..9];

        var completion = await engine.Backend.CompleteAsync(
            Ask("Name three colors.", 24) with
            {
                Stop = [stop],
            },
            CancellationToken.None
        );

        var text = completion.AssistantMessage()!.Content!.ToString();
        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], text);
        Assert.Equal(FinishReason.Stop, completion.Choices[0].FinishReason);
    }

    [Fact]
    public async Task N_answers_come_side_by_side_and_the_first_is_the_one_that_comes_alone()
    {
        var request = Ask("Tell me about dogs.", 16) with { Temperature = 1.2, Seed = 3, N = 3 };

        var completion = await engine.Backend.CompleteAsync(request, CancellationToken.None);

        Assert.Equal([0, 1, 2], completion.Choices.Select(choice => choice.Index));
        // Computed side by side, so the sums may differ in the last bits; the beginning is the same.
        var alone = await TextAsync(request with { N = 1 });
        Assert.Equal(alone[..12], completion.Choices[0].Message.Content!.ToString()[..12]);
        Assert.Equal(3, completion.Choices.Select(choice => choice.Message.Content!.ToString()).Distinct().Count());
        Assert.All(completion.Choices, choice => Assert.NotNull(choice.FinishReason));
        Assert.True(completion.Usage!.CompletionTokens <= 48);
    }

    [Fact]
    public async Task Log_probabilities_belong_to_the_text()
    {
        var completion = await engine.Backend.CompleteAsync(
            Ask("Name three colors.", 12) with
            {
                Logprobs = true,
                TopLogprobs = 3,
            },
            CancellationToken.None
        );

        var entries = completion.Choices[0].Logprobs!.Content!;
        var bytes = entries.SelectMany(entry => entry.Bytes!).Select(value => (byte)value).ToArray();
        Assert.Equal(completion.AssistantMessage()!.Content!.ToString(), Encoding.UTF8.GetString(bytes));
        Assert.All(
            entries,
            entry =>
            {
                Assert.InRange(entry.Logprob, -100, 0);
                Assert.Equal(3, entry.TopLogprobs!.Count);
                // Greedy: the token chosen is the likeliest.
                Assert.Equal(entry.Token, entry.TopLogprobs[0].Token);
                Assert.Equal(entry.Logprob, entry.TopLogprobs[0].Logprob, 6);
            }
        );
    }

    [Fact]
    public async Task A_bias_of_100_takes_the_choice_and_minus_100_forbids_it()
    {
        var dogs = await engine.Backend.TokenizeAsync(null, " dog", CancellationToken.None);
        var id = Assert.Single(dogs).Id.ToString();
        var request = Ask("Name three colors.", 4);

        var forced = await TextAsync(request with { LogitBias = new Dictionary<string, double> { [id] = 100 } });

        Assert.Equal(" dog dog dog dog", forced);
        var first = (await engine.Backend.TokenizeAsync(null, await TextAsync(request), CancellationToken.None))[0];
        var forbidden = await TextAsync(
            request with
            {
                LogitBias = new Dictionary<string, double> { [$"{first.Id}"] = -100 },
            }
        );
        Assert.False(forbidden.StartsWith(first.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ignoring_the_end_of_the_turn_goes_on_to_the_limit()
    {
        var ended = await engine.Backend.CompleteAsync(Ask("Say only: hi", 48), CancellationToken.None);
        Assert.Equal(FinishReason.Stop, ended.Choices[0].FinishReason);

        var completion = await engine.Backend.CompleteAsync(
            Ask("Say only: hi", 48) with
            {
                IgnoreEos = true,
            },
            CancellationToken.None
        );

        Assert.Equal(FinishReason.Length, completion.Choices[0].FinishReason);
        Assert.Equal(48, completion.Usage!.CompletionTokens);
    }

    [Fact]
    public async Task A_prompt_longer_than_the_context_is_refused_with_both_counts()
    {
        var error = await Assert.ThrowsAsync<ChatException>(() =>
            engine.Backend.CompleteAsync(
                Ask(string.Concat(Enumerable.Repeat("word ", 9000)), 4),
                CancellationToken.None
            )
        );

        Assert.Equal(ChatErrorKind.ContextOverflow, error.Kind);
        Assert.Contains("8192", error.Message, StringComparison.Ordinal);
        Assert.Matches(@"prompt is 9\d\d\d tokens", error.Message);
        Assert.Matches(@"by \d+ tokens", error.Advice);
    }

    [Fact]
    public async Task Cancelling_stops_the_stream_and_the_next_request_is_answered()
    {
        using var cancel = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in engine.Backend.StreamAsync(Ask("Tell me a story.", 4000), cancel.Token))
            {
                if (++seen == 3)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        // What the engine was ahead may still come; it does not go on for thousands of tokens.
        Assert.InRange(seen, 3, 300);
        Assert.False(string.IsNullOrEmpty(await TextAsync(Ask("Hi", 4))));
    }

    [Fact]
    public async Task A_field_that_changes_nothing_is_reported()
    {
        var request = Ask("Hi", 4) with
        {
            ExtensionData = new Dictionary<string, JsonElement>
            {
                ["service_tier"] = JsonSerializer.SerializeToElement("flex"),
                ["user"] = JsonSerializer.SerializeToElement<string?>(null),
            },
        };

        var completion = await engine.Backend.CompleteAsync(request, CancellationToken.None);

        Assert.Equal(["service_tier changes nothing on the local engine."], completion.Warnings);
    }

    [Fact]
    public async Task A_request_out_of_range_is_refused_before_anything_is_loaded()
    {
        await using var fresh = new EmbeddedBackend(
            engine.Catalog,
            engine.Verifier,
            engine.Options with
            {
                NativeFolder = "/no/such/folder",
            }
        );

        var error = await Assert.ThrowsAsync<ChatException>(() =>
            fresh.CompleteAsync(Ask("Hi", 0), CancellationToken.None)
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("max_completion_tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_are_listed_with_what_is_loaded()
    {
        await TextAsync(Ask("Hi", 1));

        var model = Assert.Single(await engine.Backend.ListModelsAsync(CancellationToken.None));

        Assert.Equal("local/smollm2-135m-instruct", model.Id);
        Assert.Equal(8192, model.ContextLength);
        Assert.True(model.Loaded);
    }

    [Fact]
    public async Task Requests_at_once_are_all_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TextAsync(Ask("Name a color.", 4))));

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    private static ChatCompletionRequest Ask(string prompt, int limit) =>
        ChatCompletionRequest.Create(null, ChatMessage.User(prompt)) with
        {
            Temperature = 0,
            MaxCompletionTokens = limit,
        };

    private async Task<string> TextAsync(ChatCompletionRequest request) =>
        (await engine.Backend.CompleteAsync(request, CancellationToken.None)).AssistantMessage()!.Content!.ToString();

    private async Task<List<ChatCompletionChunk>> ChunksAsync(ChatCompletionRequest request)
    {
        var chunks = new List<ChatCompletionChunk>();
        await foreach (var chunk in engine.Backend.StreamAsync(request, CancellationToken.None))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }
}
