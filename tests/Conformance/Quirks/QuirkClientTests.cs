using Chat.Core.Completions;
using Chat.Http;
using Chat.Testing.FakeServers;
using Chat.Testing.Quirks;

namespace Chat.Conformance.Tests.Quirks;

/// <summary>
/// Every body of the corpus through the backend that it is for: whole, byte by byte and cut at random, with each newline that may stand
/// between its lines.
/// </summary>
public sealed class QuirkClientTests
{
    /// <summary>The corpus allows either of two readings.</summary>
    private const string LastEventNotEnded = "05-last-event-not-ended";

    private static readonly Func<ReadOnlyMemory<byte>, IEnumerable<ReadOnlyMemory<byte>>>[] Splits =
    [
        Pieces.Whole,
        Pieces.EachByte,
        body => Pieces.AtRandom(body, seed: 1),
        body => Pieces.AtRandom(body, seed: 2, longest: 7),
        body => Pieces.AtRandom(body, seed: 3, longest: 400),
    ];

    public static TheoryData<string> Names => [.. QuirkCorpus.All.Select(quirk => quirk.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_quirk_is_read_without_loss_however_it_is_cut(string name)
    {
        var quirk = QuirkCorpus.Get(name);
        await using var server = await FakeServer.StartAsync();
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = QuirkReading.NewBackend(backends, server, quirk);

        foreach (var newline in quirk.Newlines)
        {
            foreach (var (number, split) in Splits.Index())
            {
                server.Enqueue(quirk.ToReply(newline, split));
                var read = await QuirkReading.ReadAsync(backend, quirk);
                var reason = Record.Exception(() => QuirkVerdict.Assert(Expected(quirk, read), read));
                Assert.True(reason is null, $"{newline}, split {number}: {reason?.Message}");
            }
        }
    }

    // An end that is not marked may be taken for one, or told as missing; the text is the same.
    private static QuirkExpectation Expected(Quirk quirk, QuirkReading read)
    {
        var expected = quirk.Expected;
        return quirk.Name == LastEventNotEnded && read.Error is null
            ? expected with
            {
                Error = null,
                Result = expected.Result! with
                {
                    Outcome = nameof(CompletionOutcome.Completed),
                    Choices = [.. expected.Result.Choices.Select(choice => choice with { FinishReason = "stop" })],
                },
            }
            : expected;
    }
}
