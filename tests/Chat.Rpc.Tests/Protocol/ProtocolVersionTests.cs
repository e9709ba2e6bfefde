using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Protocol;

public sealed class ProtocolVersionTests
{
    [Theory]
    [InlineData("1.0", 1, 0)]
    [InlineData("12.345", 12, 345)]
    public void Two_numbers_with_a_dot_between_are_a_version(string text, int major, int minor)
    {
        Assert.True(ProtocolVersion.TryParse(text, out var version));
        Assert.Equal(new ProtocolVersion(major, minor), version);
        Assert.Equal(text, version.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1.0.0")]
    [InlineData("-1.0")]
    [InlineData("1. 0")]
    [InlineData("99999999999.0")]
    public void Anything_else_is_none(string? text) => Assert.False(ProtocolVersion.TryParse(text, out _));

    [Fact]
    public void Versions_of_one_major_number_understand_each_other_and_the_later_is_greater()
    {
        var older = new ProtocolVersion(1, 9);
        var newer = new ProtocolVersion(1, 10);
        Assert.True(older.IsCompatibleWith(newer));
        Assert.False(older.IsCompatibleWith(new ProtocolVersion(2, 9)));
        Assert.True(older < newer && newer > older && older <= newer && newer >= older);
        Assert.True(newer < new ProtocolVersion(2, 0));
    }
}
