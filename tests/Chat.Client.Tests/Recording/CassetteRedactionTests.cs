using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Client.Recording;
using Chat.Client.Tests.Support;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Secrets;
using Chat.Core.Streaming;

namespace Chat.Client.Tests.Recording;

public sealed class CassetteRedactionTests
{
    private const string Canary = "sk-canary+/\"é 7c1f0e9b";

    private static readonly string[] Forms =
    [
        Canary,
        Uri.EscapeDataString(Canary),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)),
        JsonSerializer.Serialize(Canary)[1..^1],
    ];

    [Fact]
    public async Task A_known_secret_is_nowhere_in_the_file()
    {
        using var deck = new TapeDeck();
        var all = string.Join(" | ", Forms);
        var failure = new ChatException(ChatErrorKind.Authentication, $"Refused {all}", $"Not {all}")
        {
            RequestId = Canary,
            Partial = TapeDeck.Answer(all),
        };
        var inner = new ScriptedBackend
        {
            Complete = _ => Task.FromResult(TapeDeck.Answer(all)),
            Stream = _ => ScriptedBackend.Play([TapeDeck.Chunk(all)], failure),
            Models = () =>
                Task.FromResult<IReadOnlyList<ModelDescription>>([new ModelDescription { Id = all, Name = Canary }]),
        };
        var request = TapeDeck.Request(all) with
        {
            ExtensionData = Fields(
                $$"""{"a":{{JsonSerializer.Serialize(all)}},{{JsonSerializer.Serialize(Canary)}}:1}"""
            ),
        };
        await using (var recorder = deck.Record(inner, TapeDeck.Redaction(Canary)))
        {
            Assert.Contains(Canary, (await recorder.CompleteAsync(request, default)).AssistantMessage()!.Content!.Text);
            Assert.Same(failure, (await TapeDeck.ReadAsync(recorder, request)).Error);
            await recorder.ListModelsAsync(default);
        }

        AssertClean(deck.Text);
        Assert.Equal(3, Cassette.Load(deck.File).Exchanges.Count);
        var replay = deck.Replay(new ReplayOptions { Redaction = TapeDeck.Redaction(Canary) });
        Assert.Equal(
            "*** | *** | *** | ***",
            (await replay.CompleteAsync(request, default)).Choices[0].Message.Content!.Text
        );
        await Assert.ThrowsAsync<ChatException>(() => deck.Replay().CompleteAsync(request, default));
    }

    [Fact]
    public async Task A_secret_that_comes_in_pieces_is_found()
    {
        using var deck = new TapeDeck();
        foreach (var size in (int[])[1, 2, 5, 11])
        {
            var pieces = $"Say {Canary}, please".Chunk(size).Select(letters => new string(letters)).ToArray();
            var chunks = pieces
                .SelectMany(piece => (ChatCompletionChunk[])[WithLogprob(piece), TapeDeck.Chunk("other", index: 1)])
                .Append(TapeDeck.Chunk(null, FinishReason.Stop));
            await using (
                var recorder = deck.Record(
                    new ScriptedBackend { Stream = _ => ScriptedBackend.Play(chunks) },
                    TapeDeck.Redaction(Canary)
                )
            )
            {
                await TapeDeck.ReadAsync(recorder, TapeDeck.Request());
            }

            AssertClean(deck.Text);
            var answer = await deck.Replay().CompleteAsync(TapeDeck.Request(), default);
            Assert.Equal("Say ***, please", answer.Choices[0].Message.Content!.Text);
            Assert.Equal(string.Concat(pieces.Select(_ => "other")), answer.Choices[1].Message.Content!.Text);
            Assert.Null(answer.Choices[0].Logprobs);
        }
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("api-key")]
    [InlineData("api_key")]
    [InlineData("x-api-key")]
    [InlineData("Set-Cookie")]
    [InlineData("password")]
    public async Task Fields_named_like_keys_are_masked_without_being_known(string name)
    {
        using var deck = new TapeDeck();
        var request = TapeDeck.Request() with
        {
            ExtensionData = Fields(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$$"""{"headers":{"{{{name}}}":["unknown-1",{"a":"kept"}],"b":"kept"}}"""
                )
            ),
        };
        await using (
            var recorder = deck.Record(new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer("x")) })
        )
        {
            await recorder.CompleteAsync(request, default);
        }

        Assert.DoesNotContain("unknown-1", deck.Text, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(deck.Text, "kept", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.NotNull(await deck.Replay().CompleteAsync(request, default));
    }

    [Fact]
    public async Task The_callers_rules_are_heeded()
    {
        using var deck = new TapeDeck();
        var rules = new CassetteRedaction(
            new SecretRedactor([]),
            new Regex("[0-9]{4}-[0-9]{4}", RegexOptions.None, TimeSpan.FromSeconds(5))
        );
        await using (
            var recorder = deck.Record(
                new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer("card 1234-5678")) },
                rules
            )
        )
        {
            await recorder.CompleteAsync(TapeDeck.Request("my card is 1234-5678"), default);
        }

        Assert.DoesNotContain("1234", deck.Text, StringComparison.Ordinal);
        Assert.Contains("my card is ***", deck.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_takes_too_long_stops_the_recording_and_not_the_answer()
    {
        using var deck = new TapeDeck();
        var slow = new CassetteRedaction(
            new SecretRedactor([]),
            new Regex(@"^(\w+\s?)*$", RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(1))
        );
        var recorder = deck.Record(
            new ScriptedBackend { Complete = _ => Task.FromResult(TapeDeck.Answer(new string('a', 64) + "!")) },
            slow
        );
        Assert.NotNull(await recorder.CompleteAsync(TapeDeck.Request(), default));
        var failure = await Assert.ThrowsAsync<ChatException>(async () => await recorder.DisposeAsync());
        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.Empty(Cassette.Load(deck.File).Exchanges);
    }

    [Fact]
    public void A_rule_without_a_timeout_is_refused()
    {
        var rule = new Regex("a", RegexOptions.None, Regex.InfiniteMatchTimeout);
        Assert.Throws<ArgumentException>(() => new CassetteRedaction(new SecretRedactor([]), rule));
        var timed = new Regex("a", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Throws<ArgumentException>(() =>
            new CassetteRedaction(new SecretRedactor([]), [.. Enumerable.Repeat(timed, CassetteRedaction.MaxRules + 1)])
        );
    }

    private static ChatCompletionChunk WithLogprob(string token)
    {
        var chunk = TapeDeck.Chunk(token);
        var logprobs = new ChoiceLogprobs { Content = [new TokenLogprob { Token = token, Logprob = -1 }] };
        return chunk with { Choices = [chunk.Choices[0] with { Logprobs = logprobs }] };
    }

    private static void AssertClean(string text)
    {
        Assert.All(Forms, form => Assert.DoesNotContain(form, text, StringComparison.Ordinal));
        Assert.DoesNotContain("7c1f0e9b", text, StringComparison.Ordinal);
        Assert.DoesNotContain(JsonSerializer.Serialize(Canary)[1..^1], text, StringComparison.Ordinal);
        Assert.Contains("***", text, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonElement> Fields(string json) =>
        JsonDocument
            .Parse(json)
            .RootElement.EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
}
