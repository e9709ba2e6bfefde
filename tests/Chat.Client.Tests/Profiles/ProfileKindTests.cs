using Chat.Client.Profiles;
using Chat.Http;

namespace Chat.Client.Tests.Profiles;

public sealed class ProfileKindTests
{
    [Fact]
    public void Every_kind_is_read_by_its_word()
    {
        Assert.Equal(10, ProfileKind.All.Distinct().Count());
        foreach (var kind in ProfileKind.All)
        {
            Assert.True(ProfileKind.TryParse(kind.ToString(), out var read));
            Assert.Equal(kind, read);
            Assert.Equal(kind.GetHashCode(), read.GetHashCode());
        }
    }

    [Fact]
    public void Every_kind_of_server_that_the_backends_speak_with_is_a_kind_and_no_other_but_local() =>
        Assert.Equal(
            HttpTargets.All.Append("local").Order(StringComparer.Ordinal),
            ProfileKind.All.Select(kind => kind.Value).Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("OpenAI")]
    [InlineData("other")]
    public void Another_word_is_none(string? text) => Assert.False(ProfileKind.TryParse(text, out _));

    [Fact]
    public void The_default_is_local() => Assert.Equal(ProfileKind.Local, default);

    [Fact]
    public void Addresses_end_in_a_slash_so_that_paths_can_follow() =>
        Assert.All(
            ProfileKind.All.Where(kind => kind.DefaultUrl is not null),
            kind => Assert.EndsWith("/", kind.DefaultUrl!.AbsoluteUri, StringComparison.Ordinal)
        );
}
