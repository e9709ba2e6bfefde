using Chat.Client.Profiles;
using Chat.Core.Errors;

namespace Chat.Daemon.Routing;

/// <summary>How profiles are asked what they offer, while a person waits for all of them.</summary>
internal static class ProfileProbes
{
    /// <summary>The most profiles that are asked at once.</summary>
    public const int MaxAtOnce = 8;

    /// <summary>How long one profile may take.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(10);

    /// <summary>The longest time that can be asked for.</summary>
    public static readonly TimeSpan LongestLimit = TimeSpan.FromHours(1);

    /// <summary>The profile with one try and a total time limit, so that a server that does not answer holds nobody up.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="limit">The time.</param>
    public static ChatProfile Hurried(ChatProfile profile, TimeSpan limit) =>
        profile with
        {
            Retries = 0,
            Timeouts = profile.Timeouts with { Total = limit },
        };

    /// <summary>
    /// True for a failure that says no more than that a ready-made profile, which nobody set up, has no server behind it.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="failure">The failure.</param>
    public static bool IsNobodyThere(ChatProfile profile, ChatException failure) =>
        profile.Origin == ProfileOrigin.BuiltIn
        && profile.Kind != ProfileKind.Local
        && failure.Kind is ChatErrorKind.Connection or ChatErrorKind.ConnectTimeout;

    /// <summary>Asks each profile, <see cref="MaxAtOnce"/> at once.</summary>
    /// <typeparam name="T">What an answer is.</typeparam>
    /// <param name="profiles">The profiles.</param>
    /// <param name="ask">Asks one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers in the order of the profiles.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<IReadOnlyList<T>> AskAllAsync<T>(
        IReadOnlyList<ChatProfile> profiles,
        Func<ChatProfile, CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken
    )
    {
        var answers = new T[profiles.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken };
        await Parallel
            .ForAsync(
                0,
                profiles.Count,
                options,
                async (index, token) => answers[index] = await ask(profiles[index], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return answers;
    }
}
