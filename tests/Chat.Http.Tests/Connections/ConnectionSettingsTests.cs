using Chat.Core.Errors;
using Chat.Http.Connections;

namespace Chat.Http.Tests.Connections;

public sealed class ConnectionSettingsTests
{
    private static readonly ConnectionSettings Good = new();

    public static TheoryData<int> Wrong() => [0, 1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_out_of_range_is_refused(int index)
    {
        ConnectionSettings[] wrong =
        [
            Good with
            {
                ConnectTimeout = TimeSpan.Zero,
            },
            Good with
            {
                PooledLifetime = TimeSpan.FromMinutes(16),
            },
            Good with
            {
                PooledLifetime = TimeSpan.Zero,
            },
            Good with
            {
                Proxy = new Uri("socks5://proxy.example"),
            },
            Good with
            {
                Proxy = new Uri("/proxy", UriKind.Relative),
            },
            Good with
            {
                Proxy = new Uri("http://user:canary@proxy.example"),
            },
        ];

        var failure = Assert.Throws<ChatException>(() => HttpConnections.NewHandler(wrong[index]));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.DoesNotContain("canary", failure.ToString());
    }

    [Fact]
    public void The_defaults_are_good() => Good.Check();
}
