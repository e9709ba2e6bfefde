using System.Text;
using Chat.Core.Secrets;
using Chat.Http.Connections;

namespace Chat.Http.Tests.Connections;

public sealed class PeerTests
{
    private static readonly string Key =
        "sk-proj-" + string.Concat(Enumerable.Range(0, 160).Select(i => (char)('a' + (i % 26))));

    private readonly Peer _peer = new(new Uri("https://host.example/v1"), [new Secret(Key)]);

    [Fact]
    public void A_server_is_named_by_host_and_port()
    {
        Assert.Equal("host.example", _peer.Name);
        Assert.Equal("127.0.0.1:8080", new Peer(new Uri("http://127.0.0.1:8080/v1"), []).Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(99)]
    [InlineData(150)]
    public void No_part_of_a_key_is_quoted_wherever_it_stands(int before)
    {
        var quoted = _peer.Quote(Encoding.UTF8.GetBytes(new string('.', before) + Key + " rest"), 100);

        Assert.DoesNotContain("sk-proj", quoted, StringComparison.Ordinal);
        Assert.InRange(quoted.Length, 1, 101);
    }

    [Fact]
    public void What_is_not_text_is_quoted_without_harm()
    {
        Assert.NotEmpty(_peer.Quote([0xff, 0x00, 0x1b, 0x41], 100));
        Assert.Empty(_peer.Quote([], 100));
    }
}
