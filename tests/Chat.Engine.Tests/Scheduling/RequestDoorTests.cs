using Chat.Core.Errors;
using Chat.Engine.Scheduling;
using Chat.Testing;

namespace Chat.Engine.Tests.Scheduling;

public sealed class RequestDoorTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void One_too_many_is_refused_and_one_that_leaves_makes_room()
    {
        var door = new RequestDoor(atOnce: 2, waiting: 1, _time);
        var first = door.Enter();
        door.Enter();
        door.Enter();

        var error = Assert.Throws<ChatException>(() => door.Enter());
        Assert.Equal(ChatErrorKind.Overloaded, error.Kind);
        Assert.True(error.IsRetryable);

        door.Leave(first, hasRun: true);
        door.Enter();
        Assert.Equal(3, door.Open);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 5)]
    [InlineData(100_000, 60)]
    public void The_wait_advised_follows_how_long_requests_take(int seconds, int advised)
    {
        var door = new RequestDoor(atOnce: 2, waiting: 0, _time);
        var entered = door.Enter();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        door.Leave(entered, hasRun: true);
        door.Enter();
        door.Enter();

        var error = Assert.Throws<ChatException>(() => door.Enter());

        Assert.Equal($"Try again in about {advised} seconds.", error.Advice);
        Assert.Equal(TimeSpan.FromSeconds(advised), error.RetryAfter);
    }

    [Fact]
    public void What_was_not_computed_says_nothing_about_the_wait()
    {
        var door = new RequestDoor(atOnce: 1, waiting: 0, _time);
        var entered = door.Enter();
        _time.Advance(TimeSpan.FromSeconds(20));
        door.Leave(entered, hasRun: true);
        for (var refused = 0; refused < 50; refused++)
        {
            door.Leave(door.Enter(), hasRun: false);
        }

        door.Enter();

        Assert.Equal(TimeSpan.FromSeconds(20), Assert.Throws<ChatException>(() => door.Enter()).RetryAfter);
    }
}
