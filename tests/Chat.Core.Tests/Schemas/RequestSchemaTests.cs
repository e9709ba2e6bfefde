using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Schemas;
using Chat.Core.Tests.Support;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Schemas;

public sealed class RequestSchemaTests
{
    private static readonly ChatCompletionRequest Plain = ChatCompletionRequest.Create("m", ChatMessage.User("Hi"));

    private static readonly PropertyDefinition Optional = PropertyDefinition
        .Object(("a", PropertyDefinition.Integer()))
        .WithRequired();

    [Fact]
    public void A_strict_answer_has_the_strict_form_of_its_schema() =>
        Wire.Same(
            """
            {"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":
              {"type":"object","properties":{"a":{"type":["integer","null"]}},"required":["a"],"additionalProperties":false}}}
            """,
            Wire.Write(Plain.WithResponseJsonSchema(Optional).ResponseFormat!)
        );

    [Fact]
    public void Another_has_the_schema_as_it_is() =>
        Wire.Same(
            """{"type":"json_schema","json_schema":{"name":"n","strict":false,"schema":{"type":"object","properties":{"a":{"type":"integer"}},"required":[]}}}""",
            Wire.Write(Plain.WithResponseJsonSchema(Optional, "n", strict: false).ResponseFormat!)
        );

    [Fact]
    public void A_type_stands_for_its_schema()
    {
        var format = Plain.WithResponseJsonSchema<Samples.Person>("person").ResponseFormat!.JsonSchema!;

        Assert.Equal("person", format.Name);
        Assert.True(
            JsonElement.DeepEquals(
                PropertyDefinition.From<Samples.Person>().Strict().ToJsonElement(),
                format.Schema!.Value
            )
        );
    }

    [Fact]
    public void A_tool_takes_its_parameters_from_a_schema() =>
        Wire.Same(
            """{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object","properties":{"a":{"type":"integer"}},"required":[]}}}""",
            Wire.Write(ChatTool.FromFunction("f", "d", Optional))
        );

    [Fact]
    public void A_strict_tool_takes_the_strict_form() =>
        Assert.Equal(
            Optional.Strict().ToString(),
            ChatTool.FromFunction("f", null, Optional, strict: true).Function!.Parameters!.Value.GetRawText()
        );
}
