using System.Runtime.CompilerServices;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Backends;

public sealed class ChatBackendStreamsTests
{
    private static readonly ChatCompletionRequest Request = ChatCompletionRequest.Create("m", ChatMessage.User("Hi"));
    private static readonly ChatException Broken = new(ChatErrorKind.Protocol, "It broke.", "Try again.");

    [Fact]
    public async Task Chunks_gather_to_the_answer_they_make_up()
    {
        var answer = await ChatBackendStreams.GatherAsync(
            Request,
            (_, token) => Chunked(null, token),
            CancellationToken.None
        );

        Assert.Equal("Hello", answer.Choices[0].Message.Content?.Text);
        Assert.Equal(CompletionOutcome.Completed, answer.Outcome);
    }

    [Fact]
    public async Task The_usage_of_a_whole_answer_is_asked_for_and_other_options_are_kept()
    {
        ChatCompletionRequest? asked = null;
        var mine = Request with
        {
            StreamOptions = new StreamOptions { IncludeUsage = false, IncludeObfuscation = false },
        };

        await ChatBackendStreams.GatherAsync(
            mine,
            (request, token) =>
            {
                asked = request;
                return Chunked(null, token);
            },
            CancellationToken.None
        );

        Assert.Equal(mine with { StreamOptions = mine.StreamOptions with { IncludeUsage = true } }, asked);
    }

    [Fact]
    public async Task What_had_come_goes_with_the_failure()
    {
        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            ChatBackendStreams.GatherAsync(Request, (_, token) => Chunked(Broken, token), CancellationToken.None)
        );

        Assert.Equal(Broken.Message, failure.Message);
        Assert.Equal("Hello", failure.Partial?.Choices[0].Message.Content?.Text);
        Assert.Equal(CompletionOutcome.Failed, failure.Partial?.Outcome);
    }

    [Fact]
    public async Task A_failure_that_knows_what_had_come_keeps_it()
    {
        var known = Broken.WithPartial(Chunks.Gather(Chunks.Text("earlier")));

        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            ChatBackendStreams.GatherAsync(Request, (_, token) => Chunked(known, token), CancellationToken.None)
        );

        Assert.Same(known, failure);
    }

    [Fact]
    public async Task The_token_reaches_the_stream()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ChatBackendStreams.GatherAsync(Request, (_, token) => Chunked(null, token), stop.Token)
        );
    }

    private static async IAsyncEnumerable<ChatCompletionChunk> Chunked(
        ChatException? failure,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return Chunks.Text("Hel");
        yield return Chunks.Text("lo", finish: failure is null ? FinishReason.Stop : null);
        if (failure is not null)
        {
            throw failure;
        }
    }
}
