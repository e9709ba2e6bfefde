using Chat.Core.Errors;
using Chat.Http.Connections;

namespace Chat.Http.Tests.Connections;

public sealed class ConnectionSettingsTests
{
    private static readonly ConnectionSettings Good = new();

    public static TheoryData<int> Wrong() => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_out_of_range_is_refused(int index)
    {
        ConnectionSettings[] wrong =
        [
            Good with
            {
                Proxy = new Uri("ftp://proxy.example"),
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
