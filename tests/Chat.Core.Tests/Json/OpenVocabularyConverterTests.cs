using System.Text;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Tests.Json;

public sealed class OpenVocabularyConverterTests
{
    [Theory]
    [InlineData("\"user\"", "user")]
    [InlineData("\"\\u0075ser\"", "user")]
    [InlineData("\"rôle 😀\"", "rôle 😀")]
    public void A_string_is_read_as_its_text(string json, string expected) =>
        Assert.Equal(expected, Read<ChatRole>(json));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"\\n\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("false")]
    public void The_refusal_names_the_vocabulary(string json)
    {
        Assert.Contains(
            "ChatRole",
            Assert.Throws<JsonException>(() => Read<ChatRole>(json)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "FinishReason",
            Assert.Throws<JsonException>(() => Read<FinishReason>(json)).Message,
            StringComparison.Ordinal
        );
    }

    private static string Read<T>(string json)
        where T : struct, IOpenVocabulary<T>
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return new OpenVocabularyConverter<T>().Read(ref reader, typeof(T), JsonSerializerOptions.Default).Value;
    }
}
