using Chat.Core.Backends;

namespace Chat.Core.Tests.Backends;

public sealed class BackendCapabilitiesTests
{
    private static readonly BackendCapabilities Some = new([
        new("n", FieldSupport.Emulated),
        new("seed", FieldSupport.Refused),
        new("seed", FieldSupport.Honoured),
    ]);

    [Fact]
    public void A_field_has_the_support_that_was_given() => Assert.Equal(FieldSupport.Emulated, Some["n"]);

    [Fact]
    public void Of_two_entries_the_last_holds() => Assert.Equal(FieldSupport.Honoured, Some["seed"]);

    [Theory]
    [InlineData("tools")]
    [InlineData("N")]
    [InlineData("")]
    public void A_field_not_known_is_ignored_and_so_reported(string field) =>
        Assert.Equal(FieldSupport.Ignored, Some[field]);

    [Theory]
    [InlineData("seed:word", FieldSupport.Honoured)]
    [InlineData("audio.voice.id", FieldSupport.Refused)]
    [InlineData("audio.colour", FieldSupport.Refused)]
    [InlineData("messages[].role:user", FieldSupport.Honoured)]
    [InlineData("messages[].colour", FieldSupport.Unverified)]
    [InlineData("colour", FieldSupport.Unverified)]
    public void A_field_without_entry_fares_as_the_one_round_it_unless_nobody_knows_it(
        string field,
        FieldSupport support
    )
    {
        var capabilities = new BackendCapabilities([
            new("seed", FieldSupport.Honoured),
            new("audio", FieldSupport.Refused),
            new("messages", FieldSupport.Honoured),
        ])
        {
            UnknownFields = FieldSupport.Unverified,
        };

        Assert.Equal(support, capabilities[field]);
    }

    [Fact]
    public void The_fields_can_be_listed() =>
        Assert.Equal("n seed", string.Join(' ', Some.Fields.Keys.Order(StringComparer.Ordinal)));

    [Fact]
    public void A_later_change_of_the_source_does_not_show()
    {
        var source = new Dictionary<string, FieldSupport>(StringComparer.Ordinal);
        var capabilities = new BackendCapabilities(source);
        source["n"] = FieldSupport.Honoured;

        Assert.Equal(FieldSupport.Ignored, capabilities["n"]);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new BackendCapabilities(null!));
        Assert.Throws<ArgumentNullException>(() => Some[null!]);
    }
}
