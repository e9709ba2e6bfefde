using Chat.Rpc.EngineHost;

namespace Chat.Rpc.Tests.EngineHost;

public sealed class HostVersionTests
{
    // Each is older than the next.
    private static readonly string?[] Ordered =
    [
        null,
        "0.1.0-alpha",
        "0.1.0-alpha.1",
        "0.1.0-alpha.beta",
        "0.1.0-beta.2",
        "0.1.0-beta.11",
        "0.1.0",
        "0.1.1",
        "0.2.0",
        "0.10.0",
        "1.0.0+build.7",
    ];

    [Fact]
    public void Versions_are_ordered_as_semver_orders_them()
    {
        for (var left = 0; left < Ordered.Length; left++)
        {
            for (var right = 0; right < Ordered.Length; right++)
            {
                Assert.Equal(left.CompareTo(right), Math.Sign(HostVersion.Compare(Ordered[left], Ordered[right])));
            }
        }
    }

    [Fact]
    public void A_build_does_not_count() => Assert.Equal(0, HostVersion.Compare("1.0.0+a", "1.0.0+b"));
}
