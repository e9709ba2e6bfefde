using Chat.Rpc.EngineHost;

namespace Chat.Rpc.Tests.EngineHost;

public sealed class ProtocolWarmingTests
{
    [Fact]
    public void The_small_exchange_is_one_that_the_protocol_reads() => Assert.True(ProtocolWarming.MakeReady());
}
