using System.Text;
using Chat.Http.Exchange;
using Chat.Http.Tests.Lines;

namespace Chat.Http.Tests.Exchange;

public sealed class PeekedStreamTests
{
    [Theory]
    [InlineData("{}", '{')]
    [InlineData(" \r\n\t<html>", '<')]
    [InlineData("\uFEFF\n[1]", '[')]
    [InlineData("data: x", 'd')]
    public async Task The_first_sign_is_found_and_nothing_is_lost(string text, char first)
    {
        foreach (var size in (int[])[1, 3, 4096])
        {
            using var stream = new PeekedStream(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => size));

            Assert.Equal((byte)first, await stream.PeekAsync(CancellationToken.None));
            Assert.Equal((byte)first, await stream.PeekAsync(CancellationToken.None));
            Assert.Equal(text, await ReadAsync(stream));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task A_body_of_nothing_has_no_sign(string text)
    {
        using var stream = new PeekedStream(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => 1));

        Assert.Null(await stream.PeekAsync(CancellationToken.None));
        Assert.Equal(text, await ReadAsync(stream));
    }

    [Fact]
    public async Task Blanks_without_end_are_not_searched_for_ever()
    {
        var text = new string(' ', 5000) + "{}";
        using var stream = new PeekedStream(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => 100));

        Assert.Null(await stream.PeekAsync(CancellationToken.None));
        Assert.Equal(text, await ReadAsync(stream));
    }

    private static async Task<string> ReadAsync(PeekedStream stream)
    {
        using var all = new MemoryStream();
        var piece = new byte[7];
        int read;
        while ((read = await stream.ReadAsync(piece.AsMemory())) > 0)
        {
            all.Write(piece, 0, read);
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }
}
