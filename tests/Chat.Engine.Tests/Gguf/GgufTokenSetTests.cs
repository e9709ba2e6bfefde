using System.Text;
using Chat.Engine.Gguf;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufTokenSetTests
{
    [Fact]
    public void Many_different_tokens_are_all_new()
    {
        var tokens = new GgufTokenSet(300_000);
        for (var index = 0; index < 300_000; index++)
        {
            Assert.True(tokens.Add(Encoding.UTF8.GetBytes($"Ġtoken{index}")), $"token {index}");
        }

        Assert.False(tokens.Add("Ġtoken299999"u8));
    }

    [Fact]
    public void Tokens_that_differ_in_one_byte_anywhere_are_new()
    {
        for (var length = 1; length <= 40; length++)
        {
            var tokens = new GgufTokenSet(length + 1);
            var token = Encoding.ASCII.GetBytes(new string('a', length));
            Assert.True(tokens.Add(token));
            for (var at = 0; at < length; at++)
            {
                token[at] = (byte)'b';
                Assert.True(tokens.Add(token), $"length {length}, byte {at}");
                token[at] = (byte)'a';
            }

            Assert.False(tokens.Add(token));
        }
    }

    [Fact]
    public void Token_ends_at_its_first_zero()
    {
        var tokens = new GgufTokenSet(2);
        Assert.True(tokens.Add("ab\0c"u8));
        Assert.False(tokens.Add("ab\0d"u8));
    }

    [Fact]
    public void Empty_tokens_differ_by_their_place()
    {
        var tokens = new GgufTokenSet(3);
        Assert.True(tokens.Add([]));
        Assert.True(tokens.Add([]));
        Assert.False(tokens.Add("[EMPTY_1]"u8));
    }

    [Fact]
    public void Tokens_are_taken_from_a_span_as_far_as_they_are_whole()
    {
        byte[] ahead = [1, 0, 0, 0, 0, 0, 0, 0, (byte)'a', 2, 0, 0, 0, 0, 0, 0, 0, (byte)'b', (byte)'c', 3, 0];
        var tokens = new GgufTokenSet(3);
        Assert.True(tokens.AddWhole(ahead.AsSpan(0, 18), 3, out var bytes));
        Assert.Equal((1, 9), (tokens.Count, bytes));
        Assert.True(tokens.AddWhole(ahead.AsSpan(9), 2, out bytes));
        Assert.Equal((2, 10), (tokens.Count, bytes));
        Assert.False(tokens.AddWhole(ahead, 1, out bytes));
        Assert.Equal((3, 9), (tokens.Count, bytes));
    }
}
