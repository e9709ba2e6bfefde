using System.Text.Json;
using Chat.Client.Tests.Support;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tools;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Client.Tests.Recording;

public sealed class RoundTripPropertyTests
{
    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.Constant<string?>(null),
        Gen.Elements("", "a", "Yes.", "é😀日", "\0\n\"\\", "two words", "\u2028", "{\"a\":[", "***")
            .ArrayOf()
            .Select<string[], string?>(string.Concat)
    );

    private static readonly Gen<IDictionary<string, JsonElement>?> Extras = Gen.Elements<string?>(
            null,
            """{"x":1.50}""",
            """{"y":{"z":[null,"é"],"z":12345678901234567890.10},"x":"s","":true}"""
        )
        .Select<string?, IDictionary<string, JsonElement>?>(text => text is null ? null : Fields(text));

    private static readonly Gen<ToolCallDelta[]> Calls = (
        from index in Gen.Choose(0, 3)
        from arguments in Text
        from extras in Extras
        select new ToolCallDelta
        {
            Index = index,
            Id = "call",
            Function = new FunctionCall { Name = "f", Arguments = arguments ?? "" },
            ExtensionData = extras,
        }
    ).ArrayOf();

    private static readonly Gen<ChunkChoice> Share =
        from index in Gen.Choose(0, 2)
        from content in Text
        from reasoning in Text
        from calls in Calls
        from extras in Extras
        from finish in Gen.Elements<FinishReason?>(null, FinishReason.Stop, new FinishReason("eos"))
        select new ChunkChoice
        {
            Index = index,
            Delta = new ChatDelta
            {
                Content = content,
                Reasoning = reasoning,
                ToolCalls = calls.Length == 0 ? null : calls,
                ExtensionData = extras,
            },
            Logprobs = content is null
                ? null
                : new ChoiceLogprobs { Content = [new TokenLogprob { Token = content, Logprob = -0.125 }] },
            FinishReason = finish,
        };

    private static readonly Gen<(ChatCompletionChunk Chunk, int Ticks)> Step =
        from shares in Share.ArrayOf()
        from ticks in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 100_000_000))
        from total in Gen.Choose(0, 9)
        from extras in Extras
        select (
            new ChatCompletionChunk
            {
                Id = "c1",
                Created = 1700000000,
                Model = "m",
                Choices = shares,
                Usage = total == 0 ? null : new Usage { TotalTokens = total },
                ExtensionData = extras,
            },
            ticks
        );

    private static readonly Gen<ChatException?> Failure =
        from kind in Gen.Elements(Enum.GetValues<ChatErrorKind>())
        from message in Text
        from status in Gen.Elements<int?>(null, 429, 503)
        from isRetryable in Gen.Elements(true, false)
        from hasPartial in Gen.Elements(true, false)
        from isThere in Gen.Elements(true, false, false)
        select isThere
            ? new ChatException(kind, message ?? "m", "Do.")
            {
                HttpStatus = status,
                RequestId = message,
                IsRetryable = isRetryable,
                Partial = hasPartial ? TapeDeck.Answer(message ?? "") : null,
            }
            : null;

    private static readonly Gen<ChatCompletionRequest> Request =
        from prompt in Text
        from temperature in Gen.Elements<double?>(null, 0, 0.1, 2)
        from extras in Extras
        select ChatCompletionRequest.Create("m", ChatMessage.User(prompt ?? "")) with
        {
            Temperature = temperature,
            ExtensionData = extras,
        };

    [Fact]
    public void Any_stream_comes_again_as_it_was() =>
        Check.One(
            Properties.Of(80),
            Prop.ForAll(
                Request.ToArbitrary(),
                Step.ArrayOf().ToArbitrary(),
                Failure.ToArbitrary(),
                (request, steps, failure) =>
                    StreamAsync(
                            request,
                            steps,
                            steps.Length == 0 ? failure ?? new ChatException(default, "m", "a") : failure
                        )
                        .GetAwaiter()
                        .GetResult()
            )
        );

    [Fact]
    public void Any_whole_answer_comes_again_as_it_was() =>
        Check.One(
            Properties.Of(60),
            Prop.ForAll(
                Request.ToArbitrary(),
                Step.ArrayOf().ToArbitrary(),
                Failure.ToArbitrary(),
                (request, steps, failure) => CompleteAsync(request, steps, failure).GetAwaiter().GetResult()
            )
        );

    private static async Task StreamAsync(
        ChatCompletionRequest request,
        (ChatCompletionChunk Chunk, int Ticks)[] steps,
        ChatException? failure
    )
    {
        using var deck = new TapeDeck();
        var time = new ManualTime();
        var chunks = Timed(steps, isAnswered: failure is null);
        var inner = new ScriptedBackend
        {
            Stream = _ =>
                ScriptedBackend.Play(
                    chunks,
                    failure,
                    index => time.Advance(index < steps.Length ? TimeSpan.FromTicks(steps[index].Ticks) : default)
                ),
        };
        await using (var recorder = deck.Record(inner, time: time))
        {
            var (seen, error) = await TapeDeck.ReadAsync(recorder, request);
            Assert.Equal(chunks.Count, seen.Count);
            Assert.All(chunks.Zip(seen), pair => Assert.Same(pair.First, pair.Second));
            Assert.Same(failure, error);
        }

        var (again, replayed) = await TapeDeck.ReadAsync(deck.Replay(), request);
        Assert.Equal(chunks.Select(Shown), again.Select(Shown));
        Same(failure, replayed);
    }

    private static async Task CompleteAsync(
        ChatCompletionRequest request,
        (ChatCompletionChunk Chunk, int Ticks)[] steps,
        ChatException? failure
    )
    {
        using var deck = new TapeDeck();
        var time = new ManualTime();
        var gathered = new ChatCompletionAccumulator();
        gathered.Add(TapeDeck.Chunk("x", FinishReason.Stop));
        Timed(steps, isAnswered: true).ForEach(gathered.Add);
        var took = TimeSpan.FromTicks(steps.Sum(step => (long)step.Ticks));
        var answer = gathered.ToCompletion() with { Latency = took, TimeToFirstToken = took / 2 };
        var inner = new ScriptedBackend
        {
            Complete = async _ =>
            {
                time.Advance(took);
                await Task.Yield();
                return failure is null ? answer : throw failure;
            },
        };
        await using (var recorder = deck.Record(inner, time: time))
        {
            if (failure is null)
            {
                Assert.Same(answer, await recorder.CompleteAsync(request, default));
            }
            else
            {
                Assert.Same(
                    failure,
                    await Assert.ThrowsAsync<ChatException>(() => recorder.CompleteAsync(request, default))
                );
            }
        }

        if (failure is null)
        {
            var again = await deck.Replay().CompleteAsync(request, default);
            Assert.Equal(ChatJson.Write(answer), ChatJson.Write(again));
            Assert.Equal((answer.Latency, answer.TimeToFirstToken), (again.Latency, again.TimeToFirstToken));
        }
        else
        {
            Same(failure, await Assert.ThrowsAsync<ChatException>(() => deck.Replay().CompleteAsync(request, default)));
        }
    }

    private static List<ChatCompletionChunk> Timed((ChatCompletionChunk Chunk, int Ticks)[] steps, bool isAnswered)
    {
        List<ChatCompletionChunk> chunks = [];
        var total = TimeSpan.Zero;
        foreach (var (chunk, ticks) in steps)
        {
            total += TimeSpan.FromTicks(ticks);
            chunks.Add(
                chunk with
                {
                    ChunkLatency = TimeSpan.FromTicks(ticks),
                    TotalLatency = total,
                    IsLastChunk = isAnswered && chunks.Count == steps.Length - 1,
                }
            );
        }

        return chunks;
    }

    private static string Shown(ChatCompletionChunk chunk) =>
        $"{chunk.TotalLatency} {chunk.ChunkLatency} {chunk.IsLastChunk} {ChatJson.Write(chunk)}";

    private static void Same(ChatException? expected, Exception? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
            return;
        }

        var failure = Assert.IsType<ChatException>(actual);
        Assert.Equal(
            (
                expected.Kind,
                expected.Message,
                expected.Advice,
                expected.IsRetryable,
                expected.HttpStatus,
                expected.RequestId
            ),
            (failure.Kind, failure.Message, failure.Advice, failure.IsRetryable, failure.HttpStatus, failure.RequestId)
        );
        Assert.Equal(
            expected.Partial is null ? null : ChatJson.Write(expected.Partial),
            failure.Partial is null ? null : ChatJson.Write(failure.Partial)
        );
    }

    private static Dictionary<string, JsonElement> Fields(string json) =>
        JsonDocument
            .Parse(json)
            .RootElement.EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
}
