using Chat.Daemon.Tests.Support;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Rpc;

public sealed class StatusNotifierTests
{
    [Fact]
    public async Task The_last_state_is_told_too()
    {
        var home = new HomeDoor();
        var last = new TaskCompletionSource();
        var handlers = new RpcHandlers().OnNotification(
            RpcNotifications.StatusChanged,
            status =>
            {
                if (status is { Queue.Running: 0, Model: not null, LastLatencyMs: not null })
                {
                    last.TrySetResult();
                }
            }
        );
        await using var rpc = await ServedRpc.StartAsync(home, handlers);
        var first = new TaskCompletionSource();
        home.Door.Engine.Backend.Before = (index, _) => index == 1 ? first.Task : Task.CompletedTask;
        var running = rpc.StreamAsync(ServedRpc.Ask(null));
        await rpc.CallAsync(RpcMethods.StatusGet, new NoFields());
        first.SetResult();
        await running;

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!last.Task.IsCompleted)
        {
            home.Door.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }
}
