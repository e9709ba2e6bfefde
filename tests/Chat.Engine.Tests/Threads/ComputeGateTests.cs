using Chat.Core.Backends;
using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class ComputeGateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Only_one_is_inside_and_all_come_to_their_turn()
    {
        var gate = new ComputeGate();
        var inside = 0;
        var turns = 0;

        await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(number =>
                        Task.Run(() =>
                        {
                            var model = new object();
                            for (var turn = 0; turn < 500; turn++)
                            {
                                gate.Want(model, (RequestPriority)((number + turn) % 3));
                                gate.Enter(model);
                                Assert.Equal(1, Interlocked.Increment(ref inside));
                                turns++;
                                Interlocked.Decrement(ref inside);
                                gate.Leave();
                                if (turn % 5 == 0)
                                {
                                    gate.WantNothing(model);
                                }
                            }

                            gate.WantNothing(model);
                        })
                    )
            )
            .WaitAsync(Limit);

        Assert.Equal(2000, turns);
    }

    [Fact]
    public async Task A_lower_priority_waits_while_a_higher_one_has_something_to_compute()
    {
        var gate = new ComputeGate();
        object high = new();
        object low = new();
        gate.Want(high, RequestPriority.Interactive);
        Assert.True(gate.Want(low, RequestPriority.Background));
        var entered = Task.Run(() => gate.Enter(low));

        for (var batch = 0; batch < 3; batch++)
        {
            gate.Enter(high);
            gate.Leave();
            // Between two batches too.
            Assert.False(entered.IsCompleted);
        }

        gate.WantNothing(high);
        await entered.WaitAsync(Limit);
        gate.Leave();
    }

    [Fact]
    public async Task A_priority_that_sinks_lets_the_other_in()
    {
        var gate = new ComputeGate();
        object one = new();
        object other = new();
        gate.Want(one, RequestPriority.Interactive);
        gate.Want(other, RequestPriority.Background);
        var entered = Task.Run(() => gate.Enter(other));
        Assert.False(entered.IsCompleted);

        gate.Want(one, RequestPriority.Background);

        await entered.WaitAsync(Limit);
        gate.Leave();
    }

    [Fact]
    public void Who_is_alone_is_told_so_and_who_wants_nothing_does_not_come_in()
    {
        var gate = new ComputeGate();
        object model = new();

        Assert.Throws<InvalidOperationException>(() => gate.Enter(model));
        Assert.False(gate.Want(model, RequestPriority.Background));
        gate.Enter(model);
        gate.Leave();
    }
}
