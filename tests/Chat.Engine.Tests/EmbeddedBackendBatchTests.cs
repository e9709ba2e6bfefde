using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests;

/// <summary>Many requests to one model at once, and prompts that begin alike.</summary>
[Collection(EngineCollection.Name)]
public sealed class EmbeddedBackendBatchTests(EngineFixture engine)
{
    private const string History =
        "You are a teacher of geography. Answer each question in one short sentence, and in simple words.";

    // What else is in a batch changes the last bits of the logits, so the tests ask what the model is sure of.
    private static readonly string[] Countries =
    [
        "France",
        "Italy",
        "Japan",
        "Spain",
        "Germany",
        "Egypt",
        "Russia",
        "China",
        "Greece",
        "Ireland",
    ];

    // With an example before it the model knows what kind of answer is asked for.
    private static ChatCompletionRequest AskForCapital(string country) =>
        Ask("", 12) with
        {
            Messages =
            [
                ChatMessage.User("What is the capital of Poland?"),
                ChatMessage.Assistant("The capital of Poland is Warsaw."),
                ChatMessage.User($"What is the capital of {country}?"),
            ],
        };

    [Fact]
    public async Task Ten_requests_at_once_get_the_answers_that_they_get_alone()
    {
        var requests = Countries.Select(AskForCapital).ToList();
        var alone = new List<string>();
        foreach (var request in requests)
        {
            await using var fresh = NewBackend();
            alone.Add(Text(await fresh.CompleteAsync(request, CancellationToken.None)));
        }

        await using var backend = NewBackend();
        var together = await Task.WhenAll(
            requests.Select(request => backend.CompleteAsync(request, CancellationToken.None))
        );

        Assert.Equal(alone, together.Select(Text));
        Assert.Equal(10, alone.Distinct().Count());
    }

    [Fact]
    public async Task A_next_turn_computes_only_what_is_new_and_answers_the_same()
    {
        await using var backend = NewBackend();
        await using var fresh = NewBackend();
        var first = Ask("What is the capital of France?", 20) with
        {
            Messages = [ChatMessage.System(History), ChatMessage.User("What is the capital of France?")],
        };
        var answer = await backend.CompleteAsync(first, CancellationToken.None);
        var second = first with
        {
            Messages =
            [
                .. first.Messages,
                answer.AssistantMessage()!,
                ChatMessage.User("What is the capital of Italy?"),
            ],
        };

        var warm = await backend.CompleteAsync(second, CancellationToken.None);
        var cold = await fresh.CompleteAsync(second, CancellationToken.None);

        Assert.Equal(Text(cold), Text(warm));
        Assert.Equal(0, cold.Usage!.PromptTokensDetails!.CachedTokens);
        Assert.InRange(
            warm.Usage!.PromptTokensDetails!.CachedTokens!.Value,
            answer.Usage!.PromptTokens,
            warm.Usage.PromptTokens - 1
        );
        Assert.Equal(warm.Usage.PromptTokensDetails.CachedTokens, warm.Timings!.CachedTokens);
        Assert.Equal(warm.Usage.PromptTokens, warm.Timings.CachedTokens + warm.Timings.PromptTokens);
    }

    [Fact]
    public async Task A_beginning_shared_by_conversations_is_computed_once()
    {
        await using var backend = NewBackend();
        string[] questions =
        [
            "What is the capital of France?",
            "What is the capital of Japan?",
            "What is the capital of Spain?",
        ];
        var cached = new List<int>();
        foreach (var question in questions)
        {
            var request = Ask(question, 4) with
            {
                Messages = [ChatMessage.System(History), ChatMessage.User(question)],
            };
            var answer = await backend.CompleteAsync(request, CancellationToken.None);
            cached.Add(answer.Usage!.PromptTokensDetails!.CachedTokens!.Value);
        }

        Assert.Equal(0, cached[0]);
        Assert.All(cached.Skip(1), tokens => Assert.InRange(tokens, 20, 60));
        var model = Assert.Single(backend.Status().Models);
        // They differ in so few tokens that one goes on where the other was.
        Assert.Equal(1, model.Parked);
        Assert.Equal(cached.Sum(), model.ReusedTokens);
        Assert.InRange(model.ReusedShare, 0.1, 0.9);
    }

    [Fact]
    public async Task Two_models_answer_side_by_side()
    {
        using var folder = new TemporaryFolder();
        var copy = Path.Combine(folder.Path, "copy.gguf");
        File.Copy(engine.Catalog.Resolve(null).Path, copy);
        await using var backend = NewBackend();
        var request = Ask("What is the capital of France?", 8);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(number =>
                    backend.CompleteAsync(number % 2 == 0 ? request : request with { Model = copy }, default)
                )
        );

        Assert.Single(answers.Select(Text).Distinct());
        Assert.Equal(["copy", "smollm2-135m-instruct"], answers.Select(answer => answer.Model).Distinct().Order());
        Assert.Equal(2, backend.Status().Models.Count);
    }

    [Fact]
    public async Task Status_tells_what_runs()
    {
        await using var backend = NewBackend();
        Assert.Empty(backend.Status().Models);
        await using var running = backend
            .StreamAsync(
                Ask("Tell me a long story.", 4000) with
                {
                    IgnoreEos = true,
                },
                RequestPriority.Background,
                default
            )
            .GetAsyncEnumerator();
        // A chunk leaves within its step, and the status is of the last whole one.
        for (var chunk = 0; chunk < 4; chunk++)
        {
            Assert.True(await running.MoveNextAsync());
        }

        var status = backend.Status();

        var model = Assert.Single(status.Models);
        Assert.Equal((1, 0, 1), (model.Running, model.Waiting, status.OpenRequests));
        Assert.Equal("local/smollm2-135m-instruct", model.Reference);
        Assert.Equal(8192, model.CacheTokens);
        Assert.InRange(model.UsedTokens, 1, 4100);
        Assert.InRange(status.Bytes, 200L << 20, 400L << 20);
    }

    [Fact]
    public async Task A_request_larger_than_the_usual_cache_is_answered_alone_and_its_cache_given_back()
    {
        await using var backend = new EmbeddedBackend(
            engine.Catalog,
            engine.Verifier,
            engine.Options with
            {
                ContextLength = 64,
            }
        );
        var small = Ask("Hi", 4);

        var answers = await Task.WhenAll(
            backend.CompleteAsync(small, CancellationToken.None),
            backend.CompleteAsync(small with { N = 4, MaxCompletionTokens = 30 }, CancellationToken.None),
            backend.CompleteAsync(small, CancellationToken.None)
        );

        Assert.Equal([1, 4, 1], answers.Select(answer => answer.Choices.Count));
        Assert.Equal(Text(answers[0]), Text(answers[2]));
    }

    private EmbeddedBackend NewBackend() => new(engine.Catalog, engine.Verifier, engine.Options);

    private static string Text(ChatCompletion completion) => completion.AssistantMessage()!.Content!.ToString();

    private static ChatCompletionRequest Ask(string prompt, int limit) =>
        ChatCompletionRequest.Create(null, ChatMessage.User(prompt)) with
        {
            Temperature = 0,
            MaxCompletionTokens = limit,
        };
}
