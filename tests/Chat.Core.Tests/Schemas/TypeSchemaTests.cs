using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Chat.Core.Schemas;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Schemas;

public sealed class TypeSchemaTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    [Fact]
    public void A_record_becomes_an_object_with_its_descriptions() =>
        Assert.Equal(
            """{"type":"object","description":"A person.","properties":{"Name":{"type":"string","description":"Full name."},"Age":{"type":["integer","null"],"description":"In years."},"Favourite":{"type":"string","enum":["Red","dark-blue"],"default":"Red"}},"required":["Name","Favourite"]}""",
            PropertyDefinition.From<Samples.Person>().ToString()
        );

    [Fact]
    public void A_type_within_itself_refers_to_the_root() =>
        Assert.Equal(
            """{"type":"object","properties":{"Label":{"type":"string"},"Left":{"anyOf":[{"$ref":"#"},{"type":"null"}]},"Children":{"type":"array","items":{"$ref":"#"}}},"required":["Label","Children"]}""",
            PropertyDefinition.From<Samples.Tree>().ToString()
        );

    [Fact]
    public void Types_within_each_other_refer_to_a_definition() =>
        Assert.Equal(
            """{"type":"object","properties":{"First":{"$ref":"#/$defs/Ping"},"Second":{"anyOf":[{"$ref":"#/$defs/Ping"},{"type":"null"}]}},"required":["First"],"$defs":{"Ping":{"type":"object","properties":{"Text":{"type":"string"},"Next":{"type":["object","null"],"properties":{"Next":{"anyOf":[{"$ref":"#/$defs/Ping"},{"type":"null"}]}},"required":[]}},"required":["Text"]}}}""",
            PropertyDefinition.From<Samples.Match>().ToString()
        );

    [Fact]
    public void Annotations_become_bounds() =>
        Assert.Equal(
            """{"type":"object","properties":{"Stars":{"type":"integer","minimum":1,"maximum":5},"Share":{"type":["number","null"],"minimum":0.5,"maximum":1.5},"Word":{"type":"string","minLength":2,"maxLength":8,"pattern":"^(?:[a-z]+)$"},"Tags":{"type":"array","minItems":1,"maxItems":3,"items":{"type":"string"}},"Short":{"type":["string","null"],"maxLength":4},"Needed":{"type":["string","null"]},"Mail":{"type":"string","description":"Where to write to.","format":"email"}},"required":["Stars","Word","Tags","Needed","Mail"]}""",
            PropertyDefinition.From<Samples.Bounded>().ToString()
        );

    [Theory]
    [InlineData(typeof(string), """{"type":"string"}""")]
    [InlineData(typeof(int?), """{"type":["integer","null"]}""")]
    [InlineData(typeof(uint), """{"type":"integer","minimum":0}""")]
    [InlineData(typeof(object), "{}")]
    [InlineData(typeof(JsonNode), "{}")]
    [InlineData(typeof(JsonObject), """{"type":"object"}""")]
    [InlineData(typeof(TimeOnly), """{"type":"string","format":"time"}""")]
    [InlineData(typeof(Guid), """{"type":"string","format":"uuid"}""")]
    [InlineData(typeof(byte[]), """{"type":"string","contentEncoding":"base64"}""")]
    [InlineData(typeof(Samples.Rights), """{"type":"string"}""")]
    [InlineData(typeof(HashSet<DateOnly>), """{"type":"array","items":{"type":"string","format":"date"}}""")]
    [InlineData(
        typeof(Dictionary<int, bool?>),
        """{"type":"object","additionalProperties":{"type":["boolean","null"]}}"""
    )]
    public void A_simple_type_has_its_schema(Type type, string schema) =>
        Assert.Equal(schema, PropertyDefinition.FromType(type).ToString());

    [Fact]
    public void What_is_written_as_a_type_fits_its_schema()
    {
        Fit(new Samples.Everything { Text = "t" });
        Fit(
            new Samples.Everything
            {
                Text = "t",
                MayBeNull = "x",
                NoShade = Samples.Colour.Red,
                Other = null,
            }
        );
        Fit(new Samples.Bounded());
        Fit(new Samples.Person("Ann", null));
        Fit(new Samples.Tree("a", new Samples.Tree("b", null, []), [new Samples.Tree("c", null, [])]));
        Fit(new Samples.Match(new Samples.Ping("a", new Samples.Pong(new Samples.Ping("b", null))), null));
        Fit(new Samples.Wide<Samples.Person?>(null, null, null, new Samples.Person("B", 2)));
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("Age")]
    [InlineData("Favourite")]
    public void What_does_not_fit_the_type_does_not_fit_its_schema(string member)
    {
        var json = JsonSerializer.SerializeToNode(new Samples.Person("Ann", 5), Options)!;
        json[member] = member == "Age" ? "old" : 5;

        Assert.False(Fits.Schema(PropertyDefinition.From<Samples.Person>(), json.ToJsonString()));
    }

    [Fact]
    public void What_fits_the_strict_form_can_be_read_as_the_type()
    {
        var schema = PropertyDefinition.From<Samples.Match>().Strict();
        const string Json = """{"First":{"Text":"a","Next":{"Next":null}},"Second":null}""";

        Assert.True(Fits.Schema(schema, Json));
        Assert.Equal("a", JsonSerializer.Deserialize<Samples.Match>(Json, Options)!.First.Text);
        Assert.False(Fits.Schema(schema, """{"First":{"Text":"a"},"Second":null}"""));
    }

    [Theory]
    [InlineData(typeof(Samples.WithDelegate), "WithDelegate.B.Make is of type Func`1, which has no JSON Schema")]
    [InlineData(typeof(Samples.WithPointers), "WithPointers.Handles[] is of type IntPtr, which has no JSON Schema")]
    [InlineData(typeof(Samples.Shape), "Shape is of type Shape, which has no JSON Schema")]
    [InlineData(typeof(int*), "Int32* is of type Int32*, which has no JSON Schema")]
    [InlineData(typeof(Span<int>), "Span`1 is of type Span`1, which has no JSON Schema")]
    [InlineData(typeof(List<>), "List`1 is of type List`1, which has no JSON Schema")]
    [InlineData(typeof(Dictionary<string, Action>), "Dictionary`2{} is of type Action, which has no JSON Schema")]
    public void A_type_without_schema_is_refused_by_the_members_path(Type type, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<ArgumentException>(() => PropertyDefinition.FromType(type)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Types_are_bounded_in_depth_and_number()
    {
        var deep = Enumerable.Range(0, 33).Aggregate(typeof(int), (type, _) => type.MakeArrayType());
        // Each level has four of the one below: 4 + 16 + … members.
        var wide = Enumerable
            .Range(0, 7)
            .Aggregate(typeof(int), (type, _) => typeof(Samples.Wide<>).MakeGenericType(type));

        Assert.EndsWith(
            "is nested deeper than 32 levels. (Parameter 'type')",
            Assert.Throws<ArgumentException>(() => PropertyDefinition.FromType(deep)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Wide`1 has more than 5000 members, those of members included. (Parameter 'type')",
            Assert.Throws<ArgumentException>(() => PropertyDefinition.FromType(wide)).Message
        );
        Assert.Throws<ArgumentNullException>(() => PropertyDefinition.FromType(null!));
    }

    private static void Fit<T>(T value)
    {
        var schema = PropertyDefinition.From<T>();
        var json = JsonSerializer.Serialize(value, Options);
        Assert.True(Fits.Schema(schema, json), $"{json}\ndoes not fit\n{schema}");
        // What it is read back from and written again is the same: the schema is of what the type means.
        Wire.Same(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Options), Options));
    }
}
