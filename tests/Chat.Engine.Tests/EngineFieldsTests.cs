using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Engine.Tests;

public sealed class EngineFieldsTests
{
    [Fact]
    public void Every_typed_field_of_a_request_is_in_the_table()
    {
        var typed = typeof(ChatCompletionRequest)
            .GetProperties()
            .SelectMany(property => property.GetCustomAttributes(typeof(JsonPropertyNameAttribute), inherit: false))
            .Select(attribute => ((JsonPropertyNameAttribute)attribute).Name);

        Assert.All(typed, field => Assert.Equal(FieldSupport.Honoured, EngineFields.Capabilities[field]));
    }

    [Theory]
    [InlineData("tools")]
    [InlineData("response_format")]
    [InlineData("grammar")]
    public void A_field_that_would_change_the_answers_meaning_is_refused_by_name(string field)
    {
        var error = Assert.Throws<ChatException>(() => EngineFields.Check(With(field, "{}")));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_is_null_is_a_field_not_given()
    {
        Assert.Empty(EngineFields.Check(With("tools", "null")));
        Assert.Empty(EngineFields.Check(With("metadata", "null")));
    }

    [Fact]
    public void A_field_nobody_knows_is_reported() =>
        Assert.Equal(["colour changes nothing on the local engine."], EngineFields.Check(With("colour", "1")));

    [Fact]
    public void A_name_on_a_message_is_reported()
    {
        var request = ChatCompletionRequest.Create(null, ChatMessage.User("Hi") with { Name = "Ann" });

        Assert.Equal(["messages[].name changes nothing on the local engine."], EngineFields.Check(request));
    }

    private static ChatCompletionRequest With(string field, string json) =>
        ChatCompletionRequest.Create(null, ChatMessage.User("Hi")) with
        {
            ExtensionData = new Dictionary<string, JsonElement> { [field] = JsonDocument.Parse(json).RootElement },
        };
}
