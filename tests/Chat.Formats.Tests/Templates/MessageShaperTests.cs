using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Formats.Templates;

namespace Chat.Formats.Tests.Templates;

public class MessageShaperTests
{
    private static readonly TemplateCapabilities Full = new()
    {
        SystemRole = true,
        LaterSystemMessages = true,
        RepeatedRoles = true,
        ToolCalls = true,
        ParallelToolCalls = true,
        ToolResults = true,
    };

    [Fact]
    public void Leading_system_messages_become_one() =>
        Assert.Equal("system:a\n\nb|user:c|system:d", Shape(Full, System("a"), Developer("b"), User("c"), System("d")));

    [Fact]
    public void Developer_messages_keep_their_role_where_it_is_known() =>
        Assert.Equal("developer:a|user:c", Shape(Full with { DeveloperRole = true }, Developer("a"), User("c")));

    [Fact]
    public void Without_a_system_role_its_words_stand_before_the_first_user_s() =>
        Assert.Equal(
            "assistant:x|user:a\nb",
            Shape(Full with { SystemRole = false }, System("a"), Assistant("x"), User("b"))
        );

    [Fact]
    public void Without_a_system_role_and_a_user_message_there_is_one_all_the_same() =>
        Assert.Equal("user:a", Shape(Full with { SystemRole = false }, System("a")));

    [Fact]
    public void Later_system_messages_become_user_messages_and_roles_take_turns() =>
        Assert.Equal(
            "user:a\n\nb|assistant:c\n\nd",
            Shape(
                Full with
                {
                    LaterSystemMessages = false,
                    RepeatedRoles = false,
                },
                User("a"),
                System("b"),
                Assistant("c"),
                Assistant("d")
            )
        );

    [Fact]
    public void Instructions_for_tools_become_part_of_the_system_message()
    {
        var shaper = new MessageShaper(Full);

        Assert.Equal(
            "system:a\n\nT|user:b",
            Written(shaper.Shape(MessageReader.Read([System("a"), User("b")]), MessageReader.Input("T")))
        );
        Assert.Equal(
            "system:T|user:b",
            Written(shaper.Shape(MessageReader.Read([User("b")]), MessageReader.Input("T")))
        );
    }

    [Fact]
    public void Calls_and_results_become_text_where_they_are_not_known() =>
        Assert.Equal(
            "user:q|assistant:so\n<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\":1}}\n</tool_call>|user:{\"tool_result\": {\"name\": \"f\", \"tool_call_id\": \"1\", \"content\": \"é\\\"\"}}",
            Shape(
                Full with
                {
                    ToolCalls = false,
                    ToolResults = false,
                },
                User("q"),
                Calling("so", "1"),
                ChatMessage.ToolResult("1", "é\"")
            )
        );

    [Fact]
    public void Several_calls_become_one_each_with_its_result_behind_it() =>
        Assert.Equal(
            "user:q|assistant:so[1]|tool:r1|assistant:[2]|tool:r2|tool:stray|user:z",
            Shape(
                Full with
                {
                    ParallelToolCalls = false,
                },
                User("q"),
                Calling("so", "1", "2"),
                ChatMessage.ToolResult("2", "r2"),
                ChatMessage.ToolResult("1", "r1"),
                ChatMessage.ToolResult("9", "stray"),
                User("z")
            )
        );

    [Fact]
    public void Content_that_would_hide_calls_comes_before_them() =>
        Assert.Equal("assistant:so|assistant:[1]", Shape(Full with { ContentHidesCalls = true }, Calling("so", "1")));

    [Fact]
    public void A_result_gets_the_name_of_its_call()
    {
        var messages = MessageReader.Read([
            Calling("", "1"),
            ChatMessage.ToolResult("1", "r"),
            new ChatMessage
            {
                Role = ChatRole.Assistant,
                FunctionCall = new FunctionCall { Name = "old", Arguments = "{}" },
            },
            new ChatMessage { Role = ChatRole.Function, Content = "r" },
        ]);

        Assert.Equal("f", messages[1].Name!.Text);
        Assert.Equal(("tool", "old"), (messages[3].Role, messages[3].Name!.Text));
        Assert.Equal(messages[2].ToolCalls[0].Id, messages[3].ToolCallId);
    }

    private static string Shape(TemplateCapabilities capabilities, params ChatMessage[] messages) =>
        Written(new MessageShaper(capabilities).Shape(MessageReader.Read(messages), toolInstructions: null));

    private static string Written(IEnumerable<PromptMessage> messages) =>
        string.Join(
            '|',
            messages.Select(message =>
                $"{message.Role}:{message.Content.Text}{(message.ToolCalls.Count > 0 ? $"[{string.Join(',', message.ToolCalls.Select(call => call.Id))}]" : "")}"
            )
        );

    private static ChatMessage System(string text) => ChatMessage.System(text);

    private static ChatMessage Developer(string text) => new() { Role = ChatRole.Developer, Content = text };

    private static ChatMessage User(string text) => ChatMessage.User(text);

    private static ChatMessage Assistant(string text) => ChatMessage.Assistant(text);

    private static ChatMessage Calling(string text, params string[] ids) =>
        new()
        {
            Role = ChatRole.Assistant,
            Content = text,
            ToolCalls =
            [
                .. ids.Select(id => new ToolCall
                {
                    Id = id,
                    Type = "function",
                    Function = new FunctionCall { Name = "f", Arguments = "{\"a\":1}" },
                }),
            ],
        };
}
