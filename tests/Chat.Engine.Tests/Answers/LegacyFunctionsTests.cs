using System.Text.Json;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tools;
using Chat.Engine.Answers;

namespace Chat.Engine.Tests.Answers;

/// <summary>Deprecated functions as tools, and back.</summary>
public sealed class LegacyFunctionsTests
{
    [Fact]
    public void Functions_become_tools_of_which_one_may_be_called_at_a_time()
    {
        var request = Read(
            """{"messages":[{"role":"user","content":"Hi"}],"functions":[{"name":"f","parameters":{"type":"object"}}]}"""
        );

        var tools = LegacyFunctions.ToTools(request);

        Assert.True(LegacyFunctions.AreIn(request));
        Assert.Equal("f", Assert.Single(tools.Tools!).Function!.Name);
        Assert.False(tools.ParallelToolCalls);
        Assert.Null(tools.Functions);
    }

    [Theory]
    [InlineData("\"none\"", "none", null)]
    [InlineData("\"auto\"", "auto", null)]
    [InlineData("""{"name":"f"}""", null, "f")]
    public void The_choice_is_kept(string choice, string? mode, string? name)
    {
        var tools = LegacyFunctions.ToTools(
            Read(
                $$"""{"messages":[{"role":"user","content":"Hi"}],"functions":[{"name":"f"}],"function_call":{{choice}}}"""
            )
        );

        Assert.Equal((mode, name), (tools.ToolChoice?.Mode, tools.ToolChoice?.Tool?.Function?.Name));
        Assert.Null(tools.FunctionCall);
    }

    [Fact]
    public void Calls_and_results_of_old_messages_are_tied_by_ids()
    {
        var messages = LegacyFunctions
            .ToTools(
                Read(
                    """
                    {"messages":[{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
                      {"role":"function","name":"f","content":"1"},
                      {"role":"assistant","content":null,"function_call":{"name":"g","arguments":"{}"}},
                      {"role":"function","name":"g","content":"2"}]}
                    """
                )
            )
            .Messages;

        Assert.Equal(["assistant", "tool", "assistant", "tool"], messages.Select(message => message.Role.Value));
        Assert.Equal(
            ["f", "g"],
            messages.SelectMany(message => message.ToolCalls ?? []).Select(call => call.Function!.Name)
        );
        Assert.Equal(messages[0].ToolCalls![0].Id, messages[1].ToolCallId);
        Assert.Equal(messages[2].ToolCalls![0].Id, messages[3].ToolCallId);
        Assert.NotEqual(messages[1].ToolCallId, messages[3].ToolCallId);
    }

    [Fact]
    public void The_call_of_the_answer_is_turned_back()
    {
        var delta = new ChatDelta
        {
            ToolCalls =
            [
                new ToolCallDelta
                {
                    Index = 0,
                    Id = "1",
                    Function = new FunctionCall { Name = "f" },
                },
            ],
        };

        var old = LegacyFunctions.FromTools(delta);

        Assert.Equal(("f", null), (old.FunctionCall?.Name, old.ToolCalls));
    }

    [Fact]
    public void Tools_beside_functions_win() =>
        Assert.False(
            LegacyFunctions.AreIn(
                Read(
                    """{"messages":[],"functions":[{"name":"f"}],"tools":[{"type":"function","function":{"name":"g"}}]}"""
                )
            )
        );

    private static ChatCompletionRequest Read(string json) =>
        JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletionRequest)!;
}
