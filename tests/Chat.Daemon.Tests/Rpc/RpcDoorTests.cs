using Chat.Daemon.Rpc;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Rpc;

/// <summary>How the door ends, with work that hears no token.</summary>
public sealed class RpcDoorTests
{
    [Theory]
    [InlineData("exit", 0)]
    [InlineData("input", 1)]
    [InlineData("signal", 130)]
    public async Task Work_that_does_not_stop_does_not_keep_the_process(string how, int code)
    {
        var home = new HomeDoor();
        var started = new TaskCompletionSource();
        using var deaf = new SemaphoreSlim(0);
        home.Door.Engine.Backend.Before = async (_, _) =>
        {
            started.TrySetResult();
            await deaf.WaitAsync(CancellationToken.None);
        };
        await using var rpc = await ServedRpc.StartAsync(home);
        var answer = rpc.StreamAsync(ServedRpc.Ask(null));
        await started.Task;
        // The log's and the limits' timers aside, there are two: the patience, and the connection's own limit for its last answers.
        var timers = home.Door.Time.ActiveTimers;

        await EndAsync(rpc, how);
        await home.Door.Time.UntilTimersAsync(timers + 2);
        Assert.False(rpc.Code.IsCompleted);
        home.Door.Time.Advance(RpcDoor.Patience);

        Assert.Equal(code, await rpc.Code.WaitAsync(TimeSpan.FromSeconds(30)));
        deaf.Release(100);
        // A process that has ended closes its output; here nobody does.
        await rpc.Client.DisposeAsync();
        // Whether it is still answered depends on which came first; that it ends does not.
        await Task.WhenAny(answer).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task EndAsync(ServedRpc rpc, string how)
    {
        switch (how)
        {
            case "exit":
                await rpc.CallAsync(RpcMethods.Shutdown, new NoFields());
                await rpc.Client.Connection.NotifyAsync(RpcNotifications.Exit, new NoFields(), CancellationToken.None);
                break;
            case "input":
                await rpc.Input.CompleteAsync();
                break;
            default:
                await rpc.Home.Door.Interrupt.CancelAsync();
                break;
        }
    }
}
