using Chat.Client.Profiles;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Tests.Routing;

public sealed class ProfileProbesTests
{
    [Fact]
    public async Task Profiles_are_asked_side_by_side_but_never_more_than_the_bound()
    {
        ChatProfile[] profiles =
        [
            .. Enumerable.Range(0, 40).Select(index => ChatProfile.Local with { Name = $"p{index}" }),
        ];
        var running = 0;
        var most = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var names = await ProfileProbes.AskAllAsync(
            profiles,
            async (profile, token) =>
            {
                var now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                if (now == ProfileProbes.MaxAtOnce)
                {
                    full.TrySetResult();
                }

                // Nobody goes on before the bound is reached: side by side is not only allowed, it happens.
                await full.Task.WaitAsync(TimeSpan.FromSeconds(30), token);
                Interlocked.Decrement(ref running);
                return profile.Name;
            },
            CancellationToken.None
        );

        Assert.Equal(profiles.Select(profile => profile.Name), names);
        Assert.Equal(ProfileProbes.MaxAtOnce, most);
    }
}
