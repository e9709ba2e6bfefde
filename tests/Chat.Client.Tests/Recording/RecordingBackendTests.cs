using Chat.Client.Recording;
using Chat.Client.Tests.Support;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Testing;

namespace Chat.Client.Tests.Recording;

public sealed class RecordingBackendTests
{
    [Fact]
    public async Task Exchanges_at_once_are_each_whole_and_stand_in_the_order_in_which_they_began()
    {
        const int count = 64;
        using var deck = new TapeDeck();
        var gates = Enumerable.Range(0, count).Select(_ => new TaskCompletionSource()).ToArray();
        async IAsyncEnumerable<ChatCompletionChunk> Stream(string prompt)
        {
            yield return TapeDeck.Chunk(prompt + " begins");
            await gates[int.Parse(prompt)].Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            yield return TapeDeck.Chunk(", " + prompt + " ends", FinishReason.Stop);
        }

        await using (
            var recorder = deck.Record(
                new ScriptedBackend { Stream = request => Stream(request.Messages[0].Content!.Text!) }
            )
        )
        {
            var reads = Enumerable
                .Range(0, count)
                .Select(index => TapeDeck.ReadAsync(recorder, TapeDeck.Request($"{index}")))
                .ToArray();
            Parallel.ForEach(gates.Reverse(), gate => gate.SetResult());
            await Task.WhenAll(reads);
        }

        var exchanges = Cassette.Load(deck.File).Exchanges;
        Assert.Equal(
            Enumerable.Range(0, count).Select(index => $"{index}"),
            exchanges.Select(exchange =>
                exchange.Request.GetProperty("messages")[0].GetProperty("content").GetString()!
            )
        );
        var replay = deck.Replay();
        await Parallel.ForAsync(
            0,
            count,
            async (index, _) =>
                Assert.Equal(
                    $"{index} begins, {index} ends",
                    (await replay.CompleteAsync(TapeDeck.Request($"{index}"), default)).Choices[0].Message.Content!.Text
                )
        );
    }

    [Fact]
    public async Task The_file_is_whole_after_each_exchange()
    {
        using var deck = new TapeDeck();
        await using var recorder = deck.Record(
            new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer("x")) }
        );
        Assert.Empty(Cassette.Load(deck.File).Exchanges);
        for (var count = 1; count <= 3; count++)
        {
            await recorder.CompleteAsync(TapeDeck.Request(), default);
            Assert.Equal(count, Cassette.Load(deck.File).Exchanges.Count);
        }

        Assert.Equal([deck.File], Directory.GetFiles(deck.Folder));
    }

    [Fact]
    public async Task The_file_reads_well_and_keeps_its_schema()
    {
        using var deck = new TapeDeck();
        var time = new ManualTime();
        await using (var recorder = deck.Record(OfEverything(time), time: time))
        {
            await TapeDeck.ReadAsync(recorder, TapeDeck.Request());
            await Assert.ThrowsAsync<ChatException>(() => recorder.CompleteAsync(TapeDeck.Request(), default));
            await recorder.ListModelsAsync(default);
        }

        var text = deck.Text;
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        var chunks = text.Split('\n')
            .Where(line => line.StartsWith("        {\"at\"", StringComparison.Ordinal))
            .ToArray();
        Assert.StartsWith("        {\"at\":1.5,\"chunk\":{", chunks[0], StringComparison.Ordinal);
        Assert.Contains("Grüße 😀", chunks[0], StringComparison.Ordinal);
        Assert.StartsWith("        {\"at\":3,\"chunk\":{", chunks[1], StringComparison.Ordinal);
        Assert.True(CassetteSchema().Accepts(text));
    }

    [Fact]
    public async Task Capabilities_and_models_are_those_recorded()
    {
        using var deck = new TapeDeck();
        var inner = OfEverything(new ManualTime());
        await using (var recorder = deck.Record(inner))
        {
            Assert.Same(inner.Capabilities, recorder.Capabilities);
            await recorder.ListModelsAsync(default);
        }

        var replay = deck.Replay();
        Assert.Equal(
            inner.Capabilities.Fields.OrderBy(field => field.Key),
            replay.Capabilities.Fields.OrderBy(field => field.Key)
        );
        Assert.Equal(
            (inner.Capabilities.TargetName, inner.Capabilities.UnknownFields),
            (replay.Capabilities.TargetName, replay.Capabilities.UnknownFields)
        );
        Assert.Equal(await inner.Models(), await replay.ListModelsAsync(default));
        Assert.Equal(await inner.Models(), await replay.ListModelsAsync(default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exchange_that_its_reader_leaves_is_recorded_as_cancelled(bool byToken)
    {
        using var deck = new TapeDeck();
        using var stop = new CancellationTokenSource();
        await using (
            var recorder = deck.Record(
                new ScriptedBackend
                {
                    Stream = _ => ScriptedBackend.Play([TapeDeck.Chunk("a"), TapeDeck.Chunk("b"), TapeDeck.Chunk("c")]),
                }
            )
        )
        {
            await using var chunks = recorder
                .StreamAsync(TapeDeck.Request(), stop.Token)
                .GetAsyncEnumerator(stop.Token);
            Assert.True(await chunks.MoveNextAsync());
            Assert.True(await chunks.MoveNextAsync());
            if (byToken)
            {
                await stop.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await chunks.MoveNextAsync());
            }
        }

        var exchange = Assert.Single(Cassette.Load(deck.File).Exchanges);
        Assert.Equal((CassetteEnd.Cancelled, 2), (exchange.End, exchange.Chunks.Count));
        var (again, error) = await TapeDeck.ReadAsync(deck.Replay(), TapeDeck.Request());
        Assert.Equal(["a", "b"], again.Select(chunk => chunk.DeltaMessage()!.Content));
        Assert.DoesNotContain(again, chunk => chunk.IsLastChunk);
        var failure = Assert.IsType<ChatException>(error);
        Assert.Equal((ChatErrorKind.Incomplete, CompletionOutcome.Cancelled), (failure.Kind, failure.Partial!.Outcome));
    }

    [Fact]
    public async Task A_reader_who_stops_at_the_last_chunk_has_cancelled_nothing()
    {
        using var deck = new TapeDeck();
        await using (
            var recorder = deck.Record(
                new ScriptedBackend { Stream = _ => ScriptedBackend.Play([TapeDeck.Chunk("a", FinishReason.Stop)]) }
            )
        )
        {
            await using var chunks = recorder.StreamAsync(TapeDeck.Request(), default).GetAsyncEnumerator();
            Assert.True(await chunks.MoveNextAsync());
        }

        Assert.Equal(CassetteEnd.Answered, Assert.Single(Cassette.Load(deck.File).Exchanges).End);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_passed_on_and_not_recorded()
    {
        using var deck = new TapeDeck();
        await using var recorder = deck.Record(
            new ScriptedBackend { Stream = _ => ScriptedBackend.Play([], new InvalidOperationException()) }
        );
        await Assert.ThrowsAsync<NotSupportedException>(() => recorder.CompleteAsync(TapeDeck.Request(), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TapeDeck.ReadAsync(recorder, TapeDeck.Request()));
        Assert.Empty(Cassette.Load(deck.File).Exchanges);
    }

    [Fact]
    public async Task Disposal_ends_the_backend_within()
    {
        using var deck = new TapeDeck();
        var inner = new ScriptedBackend();
        await deck.Record(inner).DisposeAsync();
        Assert.True(inner.IsDisposed);
        Assert.Empty(Cassette.Load(deck.File).Exchanges);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_known_before_anything_is_asked()
    {
        using var deck = new TapeDeck();
        Assert.Equal(ChatErrorKind.InvalidRequest, Refused(deck.Folder).Kind);
        Assert.Equal(ChatErrorKind.NotFound, Refused(Path.Combine(deck.Folder, "missing", "tape.json")).Kind);

        static ChatException Refused(string path) =>
            Assert.Throws<ChatException>(() => CassetteWriter.Create(path, TapeDeck.Redaction()));
    }

    [Fact]
    public async Task A_cassette_that_is_there_stays_until_the_first_exchange_has_ended()
    {
        using var deck = new TapeDeck();
        var inner = new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer("old")) };
        await using (var first = deck.Record(inner))
        {
            await first.CompleteAsync(TapeDeck.Request(), default);
        }

        var old = deck.Text;
        await deck.Record(inner).DisposeAsync();
        Assert.Equal(old, deck.Text);

        var newer = new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer("new")) };
        await using (var second = deck.Record(newer))
        {
            Assert.Equal(old, deck.Text);
            await second.CompleteAsync(TapeDeck.Request(), default);
            Assert.Contains("new", deck.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("old", deck.Text, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(deck.Folder));
    }

    [Theory]
    [InlineData("A letter.")]
    [InlineData("{\"version\":1}")]
    [InlineData("\n")]
    public void A_file_that_is_no_cassette_is_not_replaced(string text)
    {
        using var deck = new TapeDeck();
        deck.Write(text);
        var refused = Assert.Throws<ChatException>(() => CassetteWriter.Create(deck.File, TapeDeck.Redaction()));
        Assert.Equal(ChatErrorKind.InvalidRequest, refused.Kind);
        Assert.Contains("is no cassette", refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, deck.Text);
    }

    [Fact]
    public void An_empty_file_has_nothing_to_lose()
    {
        using var deck = new TapeDeck();
        deck.Write("");
        CassetteWriter.Create(deck.File, TapeDeck.Redaction());
        Assert.Empty(Cassette.Load(deck.File).Exchanges);
    }

    [SkippableFact]
    public void A_pipe_is_not_replaced_and_a_cassette_comes_out_of_one()
    {
        using var deck = new TapeDeck();
        Skip.IfNot(Fifo.TryMake(deck.File), "This system has no named pipes.");
        Assert.Throws<ChatException>(() => CassetteWriter.Create(deck.File, TapeDeck.Redaction()));
        var loading = Task.Run(() => Cassette.Load(deck.File));
        File.WriteAllText(deck.File, "{\"version\":1,\"exchanges\":[]}");
        Assert.Empty(loading.Result.Exchanges);
    }

    [Fact]
    public async Task What_a_reader_would_refuse_is_not_written()
    {
        using var deck = new TapeDeck();
        var time = new ManualTime();
        var inner = new ScriptedBackend
        {
            Stream = _ => AsyncEnumerable.Empty<ChatCompletionChunk>(),
            Complete = _ =>
            {
                time.Advance(TimeSpan.FromDays(3));
                return Task.FromResult(TapeDeck.Answer("late") with { TimeToFirstToken = TimeSpan.FromDays(2) });
            },
            Models = () =>
                Task.FromResult<IReadOnlyList<ModelDescription>>([
                    new ModelDescription
                    {
                        Id = "a",
                        Name = "a",
                        SizeBytes = long.MaxValue,
                    },
                ]),
        };
        await using (var recorder = deck.Record(inner, time: time))
        {
            await TapeDeck.ReadAsync(recorder, TapeDeck.Request());
            await recorder.CompleteAsync(TapeDeck.Request(), default);
            await recorder.ListModelsAsync(default);
        }

        var exchanges = Cassette.Load(deck.File).Exchanges;
        Assert.Equal([CassetteCall.Complete, CassetteCall.Models], exchanges.Select(exchange => exchange.Call));
        Assert.Equal(TimeSpan.FromDays(1), exchanges[0].Took);
        Assert.Null(Assert.Single(exchanges[1].Models!).SizeBytes);
    }

    [Fact]
    public async Task A_disk_that_fails_loses_no_answer_and_is_told_at_disposal()
    {
        using var deck = new TapeDeck();
        var recorder = deck.Record(new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer("x")) });
        File.Delete(deck.File);
        Directory.CreateDirectory(deck.File);
        Assert.Equal(
            "x",
            (await recorder.CompleteAsync(TapeDeck.Request(), default)).AssistantMessage()!.Content!.Text
        );
        var failure = await Assert.ThrowsAsync<ChatException>(async () => await recorder.DisposeAsync());
        Assert.Contains(deck.File, failure.Message, StringComparison.Ordinal);

        // Once the folder is gone, the next write brings all of it.
        Directory.Delete(deck.File);
        await recorder.DisposeAsync();
        Assert.Single(Cassette.Load(deck.File).Exchanges);
    }

    [Theory]
    [InlineData(2, 1 << 20)]
    [InlineData(1000, 4096)]
    public async Task A_limit_stops_the_recording_and_leaves_a_whole_file(int maxExchanges, int maxBytes)
    {
        using var deck = new TapeDeck();
        var recorder = deck.Record(
            new ScriptedBackend
            {
                Stream = _ =>
                    ScriptedBackend.Play([
                        TapeDeck.Chunk(new string('x', 1000)),
                        TapeDeck.Chunk("", FinishReason.Stop),
                    ]),
            },
            limits: new CassetteLimits { MaxExchanges = maxExchanges, MaxBytes = maxBytes }
        );
        for (var count = 0; count < 5; count++)
        {
            Assert.Null((await TapeDeck.ReadAsync(recorder, TapeDeck.Request())).Error);
        }

        var failure = await Assert.ThrowsAsync<ChatException>(async () => await recorder.DisposeAsync());
        Assert.Equal(ChatErrorKind.BudgetExceeded, failure.Kind);
        Assert.Equal(2, Cassette.Load(deck.File).Exchanges.Count);
        Assert.True(new FileInfo(deck.File).Length <= maxBytes);
    }

    [Fact]
    public async Task A_stream_past_the_limit_is_not_kept_in_memory_and_comes_through()
    {
        using var deck = new TapeDeck();
        var chunks = Enumerable
            .Repeat(TapeDeck.Chunk(new string('x', 1000)), 100)
            .Append(TapeDeck.Chunk("", FinishReason.Stop));
        var recorder = deck.Record(
            new ScriptedBackend { Stream = _ => ScriptedBackend.Play(chunks) },
            limits: new CassetteLimits { MaxBytes = 4096 }
        );
        Assert.Equal(101, (await TapeDeck.ReadAsync(recorder, TapeDeck.Request())).Chunks.Count);
        await Assert.ThrowsAsync<ChatException>(async () => await recorder.DisposeAsync());
        Assert.Empty(Cassette.Load(deck.File).Exchanges);
    }

    [Fact]
    public async Task What_is_no_JSON_stops_the_recording_and_not_the_answer()
    {
        using var deck = new TapeDeck();
        var recorder = deck.Record(new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer("x")) });
        var request = TapeDeck.Request() with { Temperature = double.NaN };
        Assert.NotNull(await recorder.CompleteAsync(request, default));
        Assert.Equal(
            ChatErrorKind.Internal,
            (await Assert.ThrowsAsync<ChatException>(async () => await recorder.DisposeAsync())).Kind
        );
    }

    private static ScriptedBackend OfEverything(ManualTime time) =>
        new()
        {
            Capabilities = CapabilityTable.For("vllm"),
            Stream = _ =>
                ScriptedBackend.Play(
                    [TapeDeck.Chunk("Grüße 😀"), TapeDeck.Chunk(null, FinishReason.Stop)],
                    before: _ => time.Advance(TimeSpan.FromMilliseconds(1.5))
                ),
            Complete = _ =>
                throw new ChatException(ChatErrorKind.RateLimited, "Too many.", "Wait.") { HttpStatus = 429 },
            Models = () =>
                Task.FromResult<IReadOnlyList<ModelDescription>>([
                    new ModelDescription
                    {
                        Id = "p/m",
                        Name = "m",
                        ContextLength = 4096,
                        SizeBytes = 1L << 40,
                        Loaded = true,
                    },
                ]),
        };

    internal static SmallSchema CassetteSchema() =>
        SmallSchema.Load(Path.Combine(AppContext.BaseDirectory, "cassette.schema.json"));
}
