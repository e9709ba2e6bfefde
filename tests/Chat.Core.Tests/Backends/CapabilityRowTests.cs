using Chat.Core.Backends;

namespace Chat.Core.Tests.Backends;

public sealed class CapabilityRowTests
{
    [Fact]
    public void Letters_stand_for_supports_in_the_order_of_the_targets()
    {
        var row = CapabilityRow.Of("HEIR?HHHH", "a", ".b [] :c", "Note.");

        Assert.Equal(
            [
                FieldSupport.Honoured,
                FieldSupport.Emulated,
                FieldSupport.Ignored,
                FieldSupport.Refused,
                FieldSupport.Unverified,
            ],
            row.Supports.Take(5)
        );
        Assert.Equal(["a.b", "a[]", "a:c"], row.Parts);
        Assert.Equal("Note.", row.Note);
    }

    [Theory]
    [InlineData("HHHHHHHH")]
    [InlineData("HHHHHHHHHH")]
    [InlineData("HHHHHHHHX")]
    public void A_row_that_does_not_fit_is_refused(string letters) =>
        Assert.Throws<ArgumentException>(() => CapabilityRow.Of(letters, "a"));

    [Fact]
    public void Fields_that_fare_the_same_have_a_row_each() =>
        Assert.Equal(["a", "b"], CapabilityRow.Each("HHHHHHHHH", null, "a b").Select(row => row.Key));
}
