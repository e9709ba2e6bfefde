using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Requests;

public sealed class RequestTextChecksTests
{
    private const string Half = "ab\ud83d";

    private static readonly ChatMessage Hi = ChatMessage.User("hi");

    private static readonly Dictionary<string, ChatCompletionRequest> Bad = new()
    {
        ["model"] = ChatCompletionRequest.Create(Half, Hi),
        ["messages[2].content"] = With(Hi, Hi, ChatMessage.User(Half)),
        ["messages[0].content[1].text"] = With(
            Hi with
            {
                Content = new MessageContent([ContentPart.FromText("hi"), ContentPart.FromText(Half)]),
            }
        ),
        ["messages[0].role"] = With(Hi with { Role = new ChatRole(Half) }),
        ["messages[1].name"] = With(Hi, Hi with { Name = Half }),
        ["messages[0].refusal"] = With(Hi with { Refusal = Half }),
        ["messages[0].tool_call_id"] = With(Hi with { ToolCallId = Half }),
        ["messages[0].reasoning"] = With(Hi with { Reasoning = Half }),
        ["messages[0].reasoning_content"] = With(Hi with { ReasoningContentField = Half }),
        ["messages[0].thinking"] = With(Hi with { ThinkingField = Half }),
        ["messages[0].tool_name"] = With(Hi with { ToolName = Half }),
        ["messages[0].function_call.name"] = With(Hi with { FunctionCall = new FunctionCall { Name = Half } }),
        ["messages[0].function_call.arguments"] = With(
            Hi with
            {
                FunctionCall = new FunctionCall { Arguments = Half },
            }
        ),
        ["messages[0].tool_calls[0].id"] = With(Call(new ToolCall { Id = Half })),
        ["messages[0].tool_calls[0].function.name"] = With(
            Call(new ToolCall { Function = new FunctionCall { Name = Half } })
        ),
        ["messages[0].tool_calls[0].function.arguments"] = With(
            Call(new ToolCall { Function = new FunctionCall { Arguments = Half } })
        ),
        ["messages[0].tool_calls[0].custom.name"] = With(
            Call(new ToolCall { Custom = new CustomToolCall { Name = Half } })
        ),
        ["messages[0].tool_calls[0].custom.input"] = With(
            Call(new ToolCall { Custom = new CustomToolCall { Input = Half } })
        ),
        ["messages[0].content[0].refusal"] = With(Part(new ContentPart { Type = "refusal", Refusal = Half })),
        ["messages[0].content[0].image_url.url"] = With(Part(ContentPart.FromImage(Half))),
        ["messages[0].content[0].file.filename"] = With(Part(ContentPart.FromFile(new InputFile { Filename = Half }))),
        ["messages[0].content[0].thinking[0].text"] = With(
            Part(new ContentPart { Type = "thinking", Thinking = [ContentPart.FromText(Half)] })
        ),
        ["tools[0].type"] = With(Hi) with { Tools = [new ChatTool { Type = Half }] },
        ["tools[0].function.description"] = With(Hi) with { Tools = [ChatTool.FromFunction("f", Half)] },
        ["tools[0].custom.name"] = With(Hi) with { Tools = [ChatTool.FromCustom(Half)] },
        ["tools[0].custom.description"] = With(Hi) with { Tools = [ChatTool.FromCustom("f", Half)] },
        ["tools[0].custom.format.grammar.definition"] = With(Hi) with
        {
            Tools = [ChatTool.FromCustom("f", null, new ToolGrammar { Definition = Half, Syntax = "lark" })],
        },
        ["functions[0].description"] = With(Hi) with
        {
            Functions = [new FunctionDefinition { Name = "f", Description = Half }],
        },
        ["metadata[k]"] = With(Hi) with { Metadata = Label("k", Half) },
        ["a key of metadata"] = With(Hi) with { Metadata = Label(Half, "v") },
        ["tool_choice"] = With(Hi) with { ToolChoice = new ToolChoice(Half) },
        ["response_format.json_schema.description"] = With(Hi) with
        {
            ResponseFormat = ResponseFormat.FromSchema("s", default, null, Half),
        },
        ["prediction.content"] = With(Hi) with { Prediction = Prediction.FromText(Half) },
        ["user"] = With(Hi) with { User = Half },
        ["safety_identifier"] = With(Hi) with { SafetyIdentifier = Half },
        ["prompt_cache_key"] = With(Hi) with { PromptCacheKey = Half },
        ["prompt"] = With() with { Prompt = Half },
        ["suffix"] = With(Hi) with { Suffix = Half },
        ["system"] = With(Hi) with { SystemPrompt = Half },
        ["template"] = With(Hi) with { Template = Half },
        ["stop[0]"] = With(Hi) with { Stop = [Half] },
        ["stop[1]"] = With(Hi) with { Stop = ["x", Half] },
    };

    public static TheoryData<string> Fields => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Half_a_surrogate_pair_is_refused_with_its_field_and_place(string field)
    {
        var error = Assert.Throws<ChatException>(() => ChatCompletionRequestChecks.Check(Bad[field]));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(
            $"{field} is not well-formed text: the character at index 2 is half a surrogate pair.",
            error.Message
        );
    }

    // An attribute cannot hold half a pair, so the texts are listed here.
    [Fact]
    public void Every_kind_of_half_is_seen() =>
        Assert.All(
            ["\ud800", "\udc00", "\udc00\ud800", "\ud83d\ud83d\ude00", "😀\ud83d x", "😀 x \ude00"],
            text => Assert.Throws<ChatException>(() => ChatCompletionRequestChecks.Check(With(ChatMessage.User(text))))
        );

    [Theory]
    [InlineData("")]
    [InlineData("😀")]
    [InlineData("a😀b😀😀")]
    [InlineData("😀\uFFFD\uE000\0")]
    public void Whole_characters_of_any_kind_pass(string text) =>
        ChatCompletionRequestChecks.Check(With(ChatMessage.User(text)));

    private static ChatMessage Call(ToolCall call) => Hi with { ToolCalls = [call] };

    private static ChatMessage Part(ContentPart part) => ChatMessage.FromParts(ChatRole.User, part);

    private static Dictionary<string, string> Label(string key, string value) => new() { [key] = value };

    private static ChatCompletionRequest With(params ChatMessage[] messages) =>
        ChatCompletionRequest.Create("m", messages);
}
