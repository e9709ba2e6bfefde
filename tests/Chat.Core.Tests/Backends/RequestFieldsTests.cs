using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Backends;

public sealed class RequestFieldsTests
{
    private const string Hi = """{"messages":[{"role":"user","content":"Hi"}]""";

    private static readonly string[] OfHi = ["messages[].role:user", "messages[].content"];

    [Fact]
    public void A_field_given_is_named_once_in_the_order_of_the_wire() =>
        Assert.Equal(
            [
                "messages[].role:user",
                "messages[].content[].type",
                "messages[].content[].text",
                "messages[].content[].image_url.url",
                "messages[].content[].image_url.detail",
                "messages[].name",
                "messages[].role:assistant",
                "messages[].tool_calls[].id",
                "messages[].tool_calls[].type",
                "messages[].tool_calls[].function",
                "messages[].colour",
                "stop",
                "tools[].type",
                "tools[].function.name",
                "tools[].function.parameters",
                "tools[].custom",
                "tool_choice.function",
                "response_format.json_schema.name",
                "response_format.json_schema.schema",
                "response_format.json_schema.strict",
                "metadata",
                "shade",
            ],
            Fields(
                """
                {"messages":[
                   {"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"},
                     {"type":"image_url","image_url":{"url":"u","detail":"low"}}],"name":"Ann"},
                   {"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}],
                     "colour":{"deep":1}}],
                 "stop":["x"],
                 "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"},"strict":false}},
                   {"type":"custom","custom":{"name":"c"}}],
                 "tool_choice":{"type":"function","function":{"name":"f"}},
                 "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"n":1},"strict":true}},
                 "metadata":{"n":"2"},"shade":[{"n":2}]}
                """
            )
        );

    [Theory]
    [InlineData("\"tool_choice\":\"any\"", "tool_choice:any")]
    [InlineData("\"tool_choice\":{\"type\":\"custom\"}", "tool_choice:custom")]
    [InlineData("\"response_format\":{\"type\":\"json_object\"}", "response_format:json_object")]
    [InlineData("\"response_format\":{\"type\":\"grammar\",\"grammar\":\"x\"}", "response_format.grammar")]
    [InlineData(
        "\"stream_options\":{\"include_usage\":true,\"include_obfuscation\":false}",
        "stream_options.include_usage"
    )]
    [InlineData("\"reasoning_effort\":\"low\"", "reasoning_effort")]
    [InlineData("\"web_search_options\":{}", "web_search_options")]
    [InlineData("\"options\":{\"num_ctx\":1}", "options")]
    [InlineData("\"think\":false", "think")]
    public void A_value_that_matters_is_part_of_the_key(string field, string key) =>
        Assert.Equal([.. OfHi, key], Fields($"{Hi},{field}}}"));

    [Theory]
    [InlineData("\"n\":1")]
    [InlineData("\"frequency_penalty\":0,\"presence_penalty\":0.0")]
    [InlineData("\"store\":false,\"logprobs\":false,\"ignore_eos\":false")]
    [InlineData("\"parallel_tool_calls\":true,\"tool_choice\":\"auto\",\"tools\":[]")]
    [InlineData("\"tool_choice\":\"none\",\"function_call\":\"none\",\"functions\":[]")]
    [InlineData("\"response_format\":{\"type\":\"text\"},\"modalities\":[\"text\"]")]
    [InlineData("\"service_tier\":\"auto\",\"metadata\":{},\"logit_bias\":{}")]
    [InlineData("\"colour\":null,\"temperature\":null")]
    public void A_value_that_asks_for_nothing_is_not_named(string field) =>
        Assert.Equal(OfHi, Fields($"{Hi},{field}}}"));

    [Fact]
    public void With_tools_the_choice_of_none_asks_for_something() =>
        Assert.Contains(
            "tool_choice:none",
            Fields(Hi + ""","tool_choice":"none","tools":[{"type":"function","function":{"name":"f"}}]}"""),
            StringComparer.Ordinal
        );

    [Fact]
    public void A_word_without_end_is_no_part_of_a_key() =>
        Assert.Equal([.. OfHi, "tool_choice"], Fields($"{Hi},\"tool_choice\":\"{new string('x', 65)}\"}}"));

    [Fact]
    public void A_request_that_is_no_json_is_an_invalid_request()
    {
        var notFinite = Assert.Throws<ChatException>(() =>
            RequestFields.Of(
                ChatCompletionRequest.Create("m", ChatMessage.User("Hi")) with
                {
                    Temperature = double.NaN,
                }
            )
        );
        var undefined = Assert.Throws<ChatException>(() =>
            RequestFields.Of(
                ChatCompletionRequest.Create("m", ChatMessage.User("Hi")) with
                {
                    Format = default(JsonElement),
                }
            )
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, notFinite.Kind);
        Assert.Equal(ChatErrorKind.InvalidRequest, undefined.Kind);
        Assert.Throws<ArgumentNullException>(() => RequestFields.Of(null!));
    }

    [Fact]
    public void Each_unknown_field_is_found_wherever_it_stands()
    {
        // Places that are parted, and a request that has each of them.
        string[] places =
        [
            "",
            "messages[]",
            "messages[].content[]",
            "tools[]",
            "tools[].function",
            "stream_options",
            "response_format",
        ];
        var property = Prop.ForAll(
            Gen.Zip(Gen.Elements(places), Gen.Elements("colour", "x", "n2", "type2", "Ω", "a b")).ToArbitrary(),
            given =>
            {
                var (place, name) = given;
                var root = JsonNode.Parse(
                    Hi[..^1]
                        + """
                        ,{"role":"user","content":[{"type":"text","text":"a"}]}],"tools":[{"type":"function","function":{"name":"f"}}],
                         "stream_options":{"include_usage":true},"response_format":{"type":"json_object"}}
                        """
                )!;
                var target = place
                    .Split('.', StringSplitOptions.RemoveEmptyEntries)
                    .Aggregate(
                        root,
                        (node, step) =>
                            step.EndsWith("[]", StringComparison.Ordinal)
                                ? node[step[..^2]]!.AsArray()[^1]!
                                : node[step]!
                    );
                target[name] = 1;
                var without = Fields(root.ToJsonString());
                return without.Contains(place.Length == 0 ? name : $"{place}.{name}", StringComparer.Ordinal)
                    && without.Distinct(StringComparer.Ordinal).Count() == without.Count;
            }
        );

        Check.One(Properties.Of(200), property);
    }

    private static IReadOnlyList<string> Fields(string json) =>
        RequestFields.Of(JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletionRequest)!);
}
