using System.Globalization;
using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Ask;

/// <summary>Gets one answer and shows it. What had come before a failure is always shown.</summary>
/// <param name="host">The process.</param>
/// <param name="plan">What to ask.</param>
internal sealed class AskRunner(CommandHost host, AskPlan plan)
{
    private readonly ChatCompletionAccumulator _gathered = new();
    private readonly IAnswerWriter _writer = CreateWriter(host, plan);
    private ChatException? _unrecorded;
    private ModelReference? _asked;

    /// <summary>Gets the answer.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ChatException">The request failed; what had come is shown by then.</exception>
    /// <exception cref="OutputException">Standard output cannot be written.</exception>
    public async Task<int> RunAsync()
    {
        var failure = await StreamAsync().ConfigureAwait(false);
        var answer = Gather(failure);
        if (answer is not null)
        {
            _writer.End(answer);
            ReportOn(answer);
        }

        return (failure ?? _unrecorded) switch
        {
            null => ExitCodes.Success,
            // A person who interrupts knows it: no words are needed.
            { Kind: ChatErrorKind.Cancelled } => ExitCodes.Interrupted,
            { } error => throw error,
        };
    }

    private async Task<ChatException?> StreamAsync()
    {
        using var limit = plan.Timeout is { } timeout ? new CancellationTokenSource(timeout, host.Time) : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(host.Interrupt, limit?.Token ?? default);
        using var progress = ProgressLine.Start(host.Terminal, host.Time, plan.Quiet);
        using var backends = new AskBackends(host, plan, progress);
        var reasoning = plan.ShowReasoning ? new ReasoningText(host.Terminal.Error) : null;
        var backend = backends.Open();
        _asked = backends.Asked;
        var wish = new OwnWish(plan.Request, () => backend.Capabilities);
        try
        {
            var chunks = backend.StreamAsync(plan.Request, stop.Token).ConfigureAwait(false);
            await foreach (var received in chunks)
            {
                var chunk = received.Warnings is { } warnings
                    ? received with
                    {
                        Warnings = wish.TakeOutOf(warnings),
                    }
                    : received;
                // The line goes before the first byte of the answer comes.
                progress?.Dispose();
                _gathered.Add(chunk);
                reasoning?.Add(chunk);
                _writer.Add(chunk);
            }

            return null;
        }
        catch (OperationCanceledException error) when (stop.IsCancellationRequested)
        {
            return host.Interrupt.IsCancellationRequested ? Interrupted(error) : TimedOut(error);
        }
        catch (ChatException error)
        {
            return ProfileHint.For(host, plan.Request.Model, error);
        }
        finally
        {
            reasoning?.End();
            _unrecorded = await CloseAsync(backend).ConfigureAwait(false);
        }
    }

    // A recording that could not be written is told after the answer, which it must not cost.
    private static async Task<ChatException?> CloseAsync(IChatBackend backend)
    {
        try
        {
            await backend.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (ChatException error)
        {
            // The request was right and is answered: what is wrong with its recording is no fault of the command line.
            return error.Kind == ChatErrorKind.InvalidRequest
                ? new ChatException(ChatErrorKind.Internal, error.Message, error.Advice, error)
                : error;
        }
    }

    private ChatCompletion? Gather(ChatException? failure)
    {
        CompletionOutcome? outcome = failure?.Kind switch
        {
            null => null,
            ChatErrorKind.Cancelled => CompletionOutcome.Cancelled,
            _ => CompletionOutcome.Failed,
        };
        if (_gathered.HasChunks)
        {
            return _gathered.ToCompletion(outcome);
        }

        // A request that was cut before its first chunk still has an outcome to tell.
        return failure?.Kind is ChatErrorKind.Cancelled or ChatErrorKind.TotalTimeout ? Nothing(outcome) : null;
    }

    private ChatCompletion Nothing(CompletionOutcome? outcome) =>
        new()
        {
            Id = "",
            Created = host.Time.GetUtcNow().ToUnixTimeSeconds(),
            Model = plan.Request.Model ?? "",
            Choices = [new ChatChoice { Message = ChatMessage.Assistant("") }],
            Outcome = outcome,
        };

    private void ReportOn(ChatCompletion answer)
    {
        var error = host.Terminal.Error;
        if (!plan.Quiet)
        {
            foreach (var warning in answer.Warnings ?? [])
            {
                ErrorReport.Warn(error, warning);
            }

            if (answer.Outcome == CompletionOutcome.Length && plan.Request.TokenLimit is null)
            {
                ErrorReport.Warn(error, ReasonOfCut());
            }
        }

        if (plan.Format == AskFormat.Text && plan.Request.Logprobs == true)
        {
            error.Write(LogprobReport.Describe(answer));
        }

        if (plan.ShowStatistics)
        {
            error.Write(AskStatistics.Describe(answer, _asked));
        }
    }

    private string ReasonOfCut() =>
        plan.Replay is not null ? "The recorded answer was cut at a token limit that the request does not set."
        : _asked?.Profile.Kind == ProfileKind.Local ? "The answer was cut because the model's context window is full."
        : "The server ended the answer at its own token limit; give --max-tokens for another.";

    private static IAnswerWriter CreateWriter(CommandHost host, AskPlan plan)
    {
        var output = new Utf8Output(host.Terminal.Output);
        return plan.Format switch
        {
            AskFormat.Json => new JsonAnswerWriter(output),
            AskFormat.ChunkLines => new ChunkLinesAnswerWriter(output),
            _ => new TextAnswerWriter(
                output,
                plan.Request.N ?? 1,
                plan.Stream,
                host.Terminal.IsOutputRedirected ? null : SafeText.Lines
            ),
        };
    }

    private static ChatException Interrupted(OperationCanceledException cause) =>
        new(ChatErrorKind.Cancelled, "The request was cancelled.", "Ask again when you want the answer.", cause);

    private ChatException TimedOut(OperationCanceledException cause)
    {
        var seconds = plan.Timeout!.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return new ChatException(
            ChatErrorKind.TotalTimeout,
            $"The answer was not whole after {seconds} s.",
            "Allow more time with --timeout, or ask for fewer tokens with --max-tokens.",
            cause
        )
        {
            IsRetryable = true,
        };
    }
}
