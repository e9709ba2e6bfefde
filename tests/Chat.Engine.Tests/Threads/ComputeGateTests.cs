using Chat.Core.Backends;
using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class ComputeGateTests
{
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
                        for (var turn = 0; turn < 500; turn++)
                        {
                            gate.Enter((RequestPriority)(number % 2));
                            Assert.Equal(1, Interlocked.Increment(ref inside));
                            turns++;
                            Interlocked.Decrement(ref inside);
                            gate.Leave();
                        }
                    })
                )
        );

        Assert.Equal(2000, turns);
    }
}
