using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Http.Failures;
using Polly;
using Polly.Retry;

namespace Chat.Http.Resilience;

/// <summary>
/// Sends a request again when it failed before its first token. One for many requests; safe for concurrent use.
/// </summary>
/// <remarks>
/// The work handed in is "open the stream and read its first payload", never more: what has reached the caller cannot be taken back, so
/// nothing is sent again after it.
/// </remarks>
internal sealed class RetryPolicy
{
    private static readonly ResiliencePropertyKey<IProgress<RetryNotice>?> Progress = new("chat.retry.progress");

    private readonly Lock _gate = new();
    private readonly RetryOptions _options;
    private readonly Random _random;
    private readonly ResiliencePipeline _pipeline;

    /// <summary>Makes the policy.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="random">The source of jitter; used under a lock.</param>
    /// <exception cref="ChatException">An option is out of range: see <see cref="RetryOptions.Check()"/>.</exception>
    public RetryPolicy(RetryOptions options, TimeProvider time, Random random)
    {
        options.Check();
        _options = options;
        _random = random;
        _pipeline = options.MaxRetries == 0 ? ResiliencePipeline.Empty : Build(time);
    }

    /// <summary>Runs attempts until one succeeds, one fails for good, or the retries are spent.</summary>
    /// <typeparam name="T">What an attempt opens.</typeparam>
    /// <param name="clock">The request's clock: each attempt starts its connect limit anew.</param>
    /// <param name="peer">The server, for messages.</param>
    /// <param name="attempt">
    /// One attempt: it opens the stream and reads the first payload, with the token given; it releases what it opened when it fails.
    /// It throws a <see cref="ServerFailureException"/> for a refused request.
    /// </param>
    /// <param name="progress">Told of each retry before its wait.</param>
    /// <exception cref="ChatException">The last attempt's failure, or the total limit.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; it carries the caller's token.</exception>
    public async ValueTask<T> RunAsync<T>(
        StreamClock clock,
        Peer peer,
        Func<CancellationToken, ValueTask<T>> attempt,
        IProgress<RetryNotice>? progress = null
    )
    {
        var context = ResilienceContextPool.Shared.Get(clock.RequestToken);
        context.Properties.Set(Progress, progress);
        try
        {
            return await _pipeline
                .ExecuteAsync(
                    static (_, run) => AttemptAsync(run.clock, run.peer, run.attempt),
                    context,
                    (clock, peer, attempt)
                )
                .ConfigureAwait(false);
        }
        catch (ServerFailureException failure)
        {
            throw clock.Explain(failure) ?? failure.Failure;
        }
        catch (Exception cause) when (clock.Explain(cause) is { } explained)
        {
            var thrown = explained;
            throw thrown;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<T> AttemptAsync<T>(
        StreamClock clock,
        Peer peer,
        Func<CancellationToken, ValueTask<T>> attempt
    )
    {
        var succeeded = false;
        try
        {
            var result = await attempt(clock.BeginAttempt()).ConfigureAwait(false);
            succeeded = true;
            return result;
        }
        catch (Exception cause) when (ConnectionErrors.Explain(cause, clock, peer) is { } explained)
        {
            var thrown = explained;
            throw thrown;
        }
        finally
        {
            if (!succeeded)
            {
                clock.EndAttempt();
            }
        }
    }

    private ResiliencePipeline Build(TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = _options.MaxRetries,
                    ShouldHandle = outcome =>
                        ValueTask.FromResult(
                            FailureOf(outcome.Outcome.Exception) is { } failed
                                && RetryRules.Allows(failed.Failure, failed.Advice)
                        ),
                    DelayGenerator = failed =>
                        ValueTask.FromResult<TimeSpan?>(
                            RetryRules.Delay(
                                _options,
                                failed.AttemptNumber,
                                FailureOf(failed.Outcome.Exception)?.Advice ?? default,
                                NextRandom()
                            )
                        ),
                    OnRetry = Report,
                }
            )
            .Build();

    private ValueTask Report(OnRetryArguments<object> retry)
    {
        if (
            retry.Context.Properties.TryGetValue(Progress, out var progress)
            && FailureOf(retry.Outcome.Exception) is { } failed
        )
        {
            progress?.Report(
                new RetryNotice(retry.AttemptNumber + 1, _options.MaxRetries, retry.RetryDelay, failed.Failure)
            );
        }

        return ValueTask.CompletedTask;
    }

    private static (ChatException Failure, RetryAdvice Advice)? FailureOf(Exception? exception) =>
        exception switch
        {
            ServerFailureException failed => (failed.Failure, failed.Advice),
            ChatException failure => (failure, default),
            _ => null,
        };

    private double NextRandom()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }
}
