using Chat.Core.Errors;
using Chat.Http.Connections;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Http.Tests.Connections;

public sealed class UrlSegmentTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\r\nHost: b")]
    [InlineData("a\0b")]
    [InlineData("a\ud800")]
    public void A_name_that_is_no_segment_is_refused(string name)
    {
        var failure = Assert.Throws<ChatException>(() => UrlSegment.Of("deployment", name));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains("deployment", failure.Message);
    }

    [Fact]
    public void An_overlong_name_is_refused() =>
        Assert.Throws<ChatException>(() => UrlSegment.Of("model", new string('m', UrlSegment.MaxLength + 1)));

    [Fact]
    public void Any_name_stays_one_segment_and_comes_back()
    {
        string[] pieces = ["a", "..", "/", "\\", "?", "#", "%2F", "%", ":", "@", " ", "é", "😀", "&", "+", ";"];
        var names = Gen.Elements(pieces).NonEmptyListOf().Select(string.Concat).Where(name => name is not "..");
        Check.One(
            Properties.Of(500),
            Prop.ForAll(
                names.ToArbitrary(),
                name =>
                {
                    var address = new Uri($"https://api.example/deployments/{UrlSegment.Of("deployment", name)}/chat");
                    return address.Segments.Length == 4
                        && address.Query.Length == 0
                        && address.Fragment.Length == 0
                        && Uri.UnescapeDataString(address.Segments[2].TrimEnd('/')) == name;
                }
            )
        );
    }
}
