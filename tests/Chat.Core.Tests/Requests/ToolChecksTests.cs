using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Requests;

public sealed class ToolChecksTests
{
    private static readonly ChatCompletionRequest Good = ChatCompletionRequest.Create("m", ChatMessage.User("hi"));

    private static readonly string Longest = new('x', 64);

    [Theory]
    [InlineData("f")]
    [InlineData("Get_weather-2")]
    public void A_name_of_letters_digits_underscores_and_dashes_passes(string name)
    {
        ToolChecks.Check(Good.WithTools(ChatTool.FromFunction(name), ChatTool.FromFunction(Longest)));
        ToolChecks.Check(Good with { Functions = [new FunctionDefinition { Name = name }] });
        ToolChecks.Check(Good.WithResponseJsonSchema(name, default));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("é")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void Any_other_name_of_a_function_or_schema_is_refused(string name)
    {
        Refused($"tools[0].function.name is \"{name}\".", Good.WithTools(ChatTool.FromFunction(name)));
        Refused(
            $"functions[0].name is \"{name}\".",
            Good with
            {
                Functions = [new FunctionDefinition { Name = name }],
            }
        );
        Refused($"response_format.json_schema.name is \"{name}\".", Good.WithResponseJsonSchema(name, default));
    }

    [Fact]
    public void The_name_of_a_custom_tool_only_has_to_be_there()
    {
        ToolChecks.Check(Good.WithTools(ChatTool.FromCustom("a b.c")));

        Refused("tools[0].custom.name is empty.", Good.WithTools(ChatTool.FromCustom(" ")));
        Refused("tools[0].function.name is empty.", Good.WithTools(ChatTool.FromFunction("")));
    }

    [Fact]
    public void Two_tools_of_one_name_are_refused()
    {
        Refused(
            "tools[1] has the name \"f\" of another tool.",
            Good.WithTools(ChatTool.FromFunction("f"), ChatTool.FromCustom("f"))
        );
        Refused(
            "functions[1] has the name \"f\" of another function.",
            Good with
            {
                Functions = [new FunctionDefinition { Name = "f" }, new FunctionDefinition { Name = "f" }],
            }
        );
        ToolChecks.Check(Good.WithTools(ChatTool.FromFunction("f"), ChatTool.FromFunction("F")));
    }

    [Fact]
    public void A_tool_has_what_its_type_says_and_other_types_are_left_to_the_server()
    {
        ToolChecks.Check(Good.WithTools(new ChatTool { Type = "web_search" }, new ChatTool { Type = "web_search" }));

        Refused("tools[0] is null.", Good.WithTools([null!]));
        Refused("tools[0] has the type function and no function.", Good.WithTools(new ChatTool { Type = "function" }));
        Refused("tools[0] has the type custom and no custom.", Good.WithTools(new ChatTool { Type = "custom" }));
        Refused(
            "response_format has the type json_schema and no json_schema.",
            Good with
            {
                ResponseFormat = new ResponseFormat { Type = "json_schema" },
            }
        );
    }

    [Fact]
    public void Tools_and_functions_are_bounded_in_number()
    {
        static ChatTool[] Tools(int count) =>
            [.. Enumerable.Range(0, count).Select(number => ChatTool.FromFunction($"f{number}"))];
        static FunctionDefinition[] Functions(int count) =>
            [.. Enumerable.Range(0, count).Select(number => new FunctionDefinition { Name = $"f{number}" })];

        ToolChecks.Check(Good.WithTools([]));
        ToolChecks.Check(Good.WithTools(Tools(ToolChecks.MaxTools)));
        ToolChecks.Check(Good with { Functions = Functions(128) });

        Refused("tools holds 1025 tools.", Good.WithTools(Tools(1025)));
        Refused("functions holds 129 functions.", Good with { Functions = Functions(129) });
        Refused("functions holds 0 functions.", Good with { Functions = [] });
        Refused("functions[0] is null.", Good with { Functions = [null!] });
    }

    private static void Refused(string message, ChatCompletionRequest request)
    {
        var error = Assert.Throws<ChatException>(() => ChatCompletionRequestChecks.Check(request));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(message, error.Message);
    }
}
