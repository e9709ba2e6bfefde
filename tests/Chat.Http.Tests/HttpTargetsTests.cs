using Chat.Core.Backends;

namespace Chat.Http.Tests;

public sealed class HttpTargetsTests
{
    [Fact]
    public void Every_remote_target_of_the_table_can_be_spoken_with()
    {
        Assert.Equal(
            CapabilityTable.Targets.Where(name => name != "embedded").Append(CapabilityTable.UnknownServer).Order(),
            HttpTargets.All.Order()
        );
    }
}
