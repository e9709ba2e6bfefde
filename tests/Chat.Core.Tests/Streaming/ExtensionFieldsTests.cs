using System.Text.Json;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ExtensionFieldsTests
{
    [Fact]
    public void Nothing_added_keeps_nothing()
    {
        Dictionary<string, JsonElement>? kept = null;
        ExtensionFields.Keep(ref kept, null);
        ExtensionFields.Keep(ref kept, Wire.Extras("{}"));

        Assert.Null(kept);
        Assert.Null(ExtensionFields.Copy(kept));
    }

    [Fact]
    public void The_last_value_of_a_field_holds()
    {
        Dictionary<string, JsonElement>? kept = null;
        ExtensionFields.Keep(ref kept, Wire.Extras("""{"a":1,"b":2}"""));
        ExtensionFields.Keep(ref kept, Wire.Extras("""{"a":3,"A":4}"""));

        Assert.Equal([("a", 3), ("b", 2), ("A", 4)], kept!.Select(field => (field.Key, field.Value.GetInt32())));
    }

    [Fact]
    public void A_copy_stands_alone_and_the_source_is_not_touched()
    {
        Dictionary<string, JsonElement>? kept = null;
        var source = Wire.Extras("""{"a":1}""");
        ExtensionFields.Keep(ref kept, source);
        var copy = ExtensionFields.Copy(kept)!;
        ExtensionFields.Keep(ref kept, Wire.Extras("""{"b":1}"""));

        Assert.Equal("a", Assert.Single(copy).Key);
        Assert.Equal("a", Assert.Single(source).Key);
    }
}
