using Chat.Core.Errors;
using Chat.Core.Requests;

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

    private static ChatCompletionRequest With(params ChatMessage[] messages) =>
        ChatCompletionRequest.Create("m", messages);
}
