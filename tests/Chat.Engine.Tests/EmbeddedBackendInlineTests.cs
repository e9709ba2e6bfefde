using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Engine.Inline;
using Chat.Engine.Tests.Inline;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests;

/// <summary>Inline completions on the bundled model.</summary>
[Collection(EngineCollection.Name)]
public sealed class EmbeddedBackendInlineTests(EngineFixture engine) : IDisposable
{
    private const string Months = """
        # The months of the year
        months = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_that_cannot_fill_goes_on_from_what_is_before_the_cursor()
    {
        await using var backend = NewBackend();

        var answer = await backend.InlineAsync(InlineTexts.At(Months + "\n    \"Ju|"), default);

        Assert.StartsWith("ly\",\n    \"August\",", answer.Text, StringComparison.Ordinal);
        Assert.False(answer.FillsMiddle);
        Assert.Null(answer.Reason);
        Assert.Null(answer.Explanation);
        Assert.Equal(0, answer.Reused);
        Assert.InRange(answer.Computed, 30, 80);
        Assert.InRange(answer.Generated, 5, 128);
    }

    [Fact]
    public async Task A_key_more_computes_only_a_few_tokens()
    {
        await using var backend = NewBackend();
        var request = InlineTexts.At(Months + "\n    \"|\n]\n") with { MaxTokens = 8 };
        var answers = new List<InlineAnswer>();

        foreach (var typed in new[] { "\"", "\"J", "\"Ju", "\"Jul" })
        {
            answers.Add(await backend.InlineAsync(request with { LinePrefix = "    " + typed }, default));
        }

        Assert.All(answers.Skip(1), answer => Assert.InRange(answer.Computed, 1, 4));
        Assert.All(answers.Skip(1), answer => Assert.InRange(answer.Reused, 30, 60));
    }

    [Fact]
    public async Task A_model_with_markers_of_its_own_fills_in_the_middle()
    {
        await using var backend = NewBackend();
        var request = InlineTexts.At(Months + "\n    \"J|\",\n]\n", new InlineFile("days.py", "days = 7\n")) with
        {
            Model = FillModel.Write(_folder),
            MaxTokens = 8,
        };

        var first = await backend.InlineAsync(request, default);
        var second = await backend.InlineAsync(request with { LinePrefix = "    \"Ju" }, default);

        Assert.True(first.FillsMiddle);
        Assert.InRange(first.Computed, 50, 100);
        Assert.InRange(second.Computed, 1, 4);
        Assert.Equal(first.Computed + first.Reused, second.Computed + second.Reused, tolerance: 2);
        Assert.DoesNotContain('\n', first.Text);
    }

    [Fact]
    public async Task The_text_stays_on_its_line_where_more_of_the_line_follows()
    {
        await using var backend = NewBackend();
        var request = InlineTexts.At(Months + "\n    \"Ju|, 7,");

        var automatic = await backend.InlineAsync(request, default);
        var asked = await backend.InlineAsync(request with { Trigger = InlineTrigger.Explicit }, default);

        Assert.StartsWith("ly\"", automatic.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', automatic.Text);
        Assert.Contains("\n    \"August\"", asked.Text, StringComparison.Ordinal);
        Assert.True(automatic.Generated < asked.Generated);
        Assert.Equal(FinishReason.Stop, automatic.FinishReason);
    }

    [Fact]
    public async Task Why_nothing_came_is_told()
    {
        await using var backend = NewBackend();
        var request = InlineTexts.At("|text");

        var notLoaded = await backend.InlineAsync(request with { LoadsModel = false }, default);
        Assert.Equal(
            (InlineReasons.ModelNotLoaded, "The model is not loaded."),
            (notLoaded.Reason, notLoaded.Explanation)
        );
        Assert.Empty(backend.Status().Models);

        var empty = await backend.InlineAsync(request, default);
        Assert.Equal((InlineReasons.EmptyPrefix, "", 0), (empty.Reason, empty.Text, empty.Computed));
        Assert.Null(empty.FinishReason);

        var repeated = await backend.InlineAsync(
            InlineTexts.At(Months + "\n    \"Ju|ly\",\n    \"August\",\n") with
            {
                LoadsModel = false,
                MaxTokens = 3,
            },
            default
        );
        Assert.Equal(InlineReasons.RepeatsSuffix, repeated.Reason);
        Assert.Contains("cannot fill in the middle", repeated.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_too_small_is_told()
    {
        await using var backend = new EmbeddedBackend(
            engine.Catalog,
            engine.Verifier,
            engine.Options with
            {
                ContextLength = 160,
            }
        );

        var answer = await backend.InlineAsync(InlineTexts.At("a = |"), default);
        var shorter = await backend.InlineAsync(InlineTexts.At("a = |") with { MaxTokens = 4 }, default);

        Assert.Equal(InlineReasons.NoRoom, answer.Reason);
        Assert.NotEqual(InlineReasons.NoRoom, shorter.Reason);
        Assert.Equal(4, shorter.Generated);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1025, 0)]
    [InlineData(10, -0.1)]
    [InlineData(10, 2.1)]
    [InlineData(10, double.NaN)]
    public async Task Values_out_of_their_range_are_refused(int maxTokens, double temperature)
    {
        var request = InlineTexts.At("a|") with { MaxTokens = maxTokens, Temperature = temperature };

        var error = await Assert.ThrowsAsync<ChatException>(() => engine.Backend.InlineAsync(request, default));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
    }

    [Fact]
    public async Task A_cancelled_request_ends_and_the_next_goes_on_from_it()
    {
        await using var backend = NewBackend();
        var request = InlineTexts.At(string.Concat(Enumerable.Repeat(Months + "\n", 20)) + "x|");
        await backend.InlineAsync(InlineTexts.At("a|") with { MaxTokens = 1 }, default);
        using var stop = new CancellationTokenSource();
        var running = backend.InlineAsync(request, RequestPriority.Inline, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(0, backend.Status().OpenRequests);
        var next = await backend.InlineAsync(request with { MaxTokens = 1 }, default);
        Assert.Equal(1, next.Generated);
    }

    private EmbeddedBackend NewBackend() => new(engine.Catalog, engine.Verifier, engine.Options);
}
