using Chat.Daemon.Rpc;

namespace Chat.Daemon.Tests.Rpc;

public sealed class AbandonableOutputTests
{
    [Fact]
    public async Task A_write_that_hears_no_token_is_given_up_all_the_same()
    {
        using var stuck = new StuckStream();
        await using var output = new AbandonableOutput(stuck);
        using var source = new CancellationTokenSource();

        var write = output.WriteAsync(new byte[1], source.Token).AsTask();
        Assert.False(write.IsCompleted);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private sealed class StuckStream : MemoryStream
    {
        private readonly TaskCompletionSource _never = new();

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => new(_never.Task);
    }
}
