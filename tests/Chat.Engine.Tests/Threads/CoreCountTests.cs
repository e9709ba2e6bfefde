using Chat.Engine.Threads;

namespace Chat.Engine.Tests.Threads;

public sealed class CoreCountTests
{
    [Fact]
    public void Explains_itself()
    {
        Assert.Equal(
            "2 threads: 8 logical processors on 4 physical cores, time for 2 of them.",
            new CoreCount(8, 2, 4, 2).Explanation
        );
        Assert.Equal("1 thread: 1 logical processor, no limit on its time.", new CoreCount(1, null, 1, 1).Explanation);
        Assert.Equal(
            "4 threads: 4 logical processors, no limit on their time.",
            new CoreCount(4, null, 4, 4).Explanation
        );
    }
}
