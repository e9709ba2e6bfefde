using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Tests.Jinja.Values;

public class JinjaObjectTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Keeps_order_and_finds_every_member_small_or_large(int count)
    {
        var value = new JinjaObject();
        for (var index = 0; index < count; index++)
        {
            value.Set($"k{index}", JinjaInteger.Of(index));
        }

        value.Set("k1", JinjaInteger.Of(77));

        Assert.Equal(
            Enumerable.Range(0, count).Select(index => $"k{index}"),
            value.Members.Select(member => member.Key.ToString())
        );
        Assert.Equal(77, ((JinjaInteger)value.Get("k1")!).Value);
        Assert.Null(value.Get("k"));
        Assert.Null(value.Get(JinjaInteger.Of(1)));
    }

    [Fact]
    public void Equal_numbers_and_truths_are_one_key()
    {
        var value = new JinjaObject();
        value
            .Set(JinjaInteger.Of(1), JinjaNone.Value)
            .Set(new JinjaFloat(1), JinjaNone.Value)
            .Set(JinjaBoolean.True, JinjaBoolean.False);

        Assert.Same(JinjaBoolean.False, Assert.Single(value.Members).Value);
    }
}
