using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Streaming;
using Chat.Testing.FakeServers;

namespace Chat.Http.Tests.Faults;

/// <summary>Five streams, each broken behind every byte in each way: one outcome each time, and nothing lost or made up.</summary>
public sealed class BrokenStreamTests
{
    private const int AtOnce = 16;

    public static TheoryData<string, FakeStepKind> Breaks()
    {
        var data = new TheoryData<string, FakeStepKind>();
        foreach (var name in RecordedStreams.Names)
        {
            // The end of the body as the framing says it, where a proxy gave up; the connection closed; the connection reset.
            data.Add(name, FakeStepKind.End);
            data.Add(name, FakeStepKind.Cut);
            data.Add(name, FakeStepKind.Reset);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_break_behind_any_byte_has_one_outcome(string name, FakeStepKind how)
    {
        var whole = RecordedStreams.Reply(name);
        var states = await StatesAsync(name, whole);
        await using var server = await FakeServer.StartAsync();
        server.Respond(request =>
            whole.EndAfter(int.Parse(request.Header("x-break")!, null), new FakeStep(how)) with
            {
                // One piece and one write: what comes before the break is on its way before it.
                Framing = FakeFraming.Chunked,
            }
        );

        await Parallel.ForEachAsync(
            Enumerable.Range(0, whole.Body.Length + 1),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (length, token) =>
            {
                await using var caller = new Caller(
                    RecordedStreams.Target(name),
                    server.Address,
                    options => options with { Headers = Header("x-break", $"{length}") }
                );
                var ended = await caller.AskAsync(stream: true, token: token);
                Check(ended, length, states, $"{name} {how} behind byte {length}");
            }
        );

        // None was sent a second time.
        Assert.Equal(whole.Body.Length + 1, server.TotalRequests);
    }

    private static void Check(Ended ended, int length, IReadOnlyList<State> states, string what)
    {
        // Behind an event's last byte but before its line end it may count or not.
        var least = states.Last(state => state.Ended <= length);
        var most = states.Last(state => state.Known <= length);
        var got = Told(ended.Failure is null ? ended.Answer : ended.Failure.Partial);
        Assert.True(got == least.Told || got == most.Told, $"{what}: {got}, and not {least.Told} nor {most.Told}");
        if (least.Finished)
        {
            Assert.True(ended.Failure is null, $"{what}: {ended.Failure?.Message}");
        }
        else if (!most.Finished)
        {
            Assert.True(
                ended.Failure?.Kind is ChatErrorKind.Incomplete or ChatErrorKind.Connection,
                $"{what}: {ended.Failure?.Kind} {ended.Answer?.Outcome}"
            );
            Assert.True(ended.Failure!.IsRetryable, what);
        }
    }

    // What an unbroken reading of the first events tells, event by event.
    private static async Task<IReadOnlyList<State>> StatesAsync(string name, FakeReply whole)
    {
        await using var server = await FakeServer.StartAsync(whole);
        await using var caller = new Caller(RecordedStreams.Target(name), server.Address);
        var ended = await caller.AskAsync(stream: true);
        Assert.Null(ended.Failure);
        Assert.Equal(
            name == "tools" ? CompletionOutcome.ToolCalls : CompletionOutcome.Completed,
            ended.Answer!.Outcome
        );

        var states = new List<State> { new(0, 0, "", false) };
        var gathered = new ChatCompletionAccumulator();
        var chunks = new Queue<ChatCompletionChunk>(ended.Chunks);
        foreach (var (known, end) in RecordedStreams.Marks(name))
        {
            var text = System.Text.Encoding.UTF8.GetString(whole.Body.AsSpan(states[^1].Ended, end - states[^1].Ended));
            if (text.Contains('{') && chunks.TryDequeue(out var chunk))
            {
                gathered.Add(chunk);
            }

            var answer = gathered.HasChunks ? gathered.ToCompletion() : null;
            states.Add(
                new State(known, end, Told(answer), answer?.Choices.Any(c => c.FinishReason is not null) == true)
            );
        }

        Assert.Empty(chunks);
        return states;
    }

    // All that a caller can see of an answer's content.
    private static string Told(ChatCompletion? answer)
    {
        var message = answer?.Choices.Count > 0 ? answer.Choices[0].Message : null;
        return message is null
            ? ""
            : JsonSerializer.Serialize(
                new
                {
                    text = message.Content?.Text,
                    thought = message.Reasoning,
                    calls = message.ToolCalls?.Select(call =>
                        $"{call.Id} {call.Function?.Name}({call.Function?.Arguments})"
                    ),
                }
            );
    }

    private static Dictionary<string, Chat.Core.Secrets.Secret> Header(string name, string value) =>
        new(StringComparer.OrdinalIgnoreCase) { [name] = new(value) };

    private sealed record State(int Known, int Ended, string Told, bool Finished);
}
