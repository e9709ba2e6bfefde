using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Http.Mistral;
using Chat.Http.Tests.Faults;

namespace Chat.Http.Tests.Mistral;

public sealed class MistralRequestsTests
{
    [Theory]
    [InlineData(1L, null, 1L)]
    [InlineData(null, 2L, 2L)]
    [InlineData(1L, 2L, 2L)]
    public void The_seed_goes_by_its_name_there(long? seed, long? random, long expected)
    {
        var said = MistralRequests.Translate(Caller.Hello with { Seed = seed, RandomSeed = random });

        Assert.Equal(expected, said.RandomSeed);
    }

    [Theory]
    [InlineData("required", "any")]
    [InlineData("any", "any")]
    [InlineData("auto", "auto")]
    [InlineData("none", "none")]
    public void A_choice_that_must_be_is_any(string choice, string expected)
    {
        Assert.Equal(
            expected,
            MistralRequests.Translate(Caller.Hello with { ToolChoice = new ToolChoice(choice) }).ToolChoice!.Mode
        );
    }

    [Fact]
    public void A_developer_is_the_system()
    {
        var said = MistralRequests.Translate(
            ChatCompletionRequest.Create("m", new ChatMessage { Role = ChatRole.Developer, Content = "d" })
        );

        Assert.Equal(ChatRole.System, Assert.Single(said.Messages).Role);
    }

    [Theory]
    [InlineData("aB3dE6gH9", true)]
    [InlineData("call_0", false)]
    [InlineData("toolu_01ABCDEFGHIJK", false)]
    [InlineData("aB3dE6gH", false)]
    [InlineData("aB3dE6gHé", false)]
    [InlineData("", false)]
    public void Ids_of_calls_are_of_nine_letters_or_digits_the_same_in_call_and_result(string id, bool isKept)
    {
        var said = MistralRequests.Translate(
            ChatCompletionRequest.Create(
                "m",
                new ChatMessage
                {
                    Role = ChatRole.Assistant,
                    ToolCalls = [new ToolCall { Id = id }, new ToolCall { Id = $"{id}x" }, new ToolCall()],
                },
                new ChatMessage { Role = ChatRole.Tool, ToolCallId = id }
            )
        );

        var calls = said.Messages[0].ToolCalls!;
        Assert.All(calls.Take(2), call => Assert.Matches("^[a-zA-Z0-9]{9}$", call.Id));
        Assert.NotEqual(calls[0].Id, calls[1].Id);
        Assert.Null(calls[2].Id);
        Assert.Equal(calls[0].Id, said.Messages[1].ToolCallId);
        Assert.Equal(isKept, calls[0].Id == id);
    }

    [Fact]
    public void Reasoning_goes_back_as_a_thinking_part_before_the_text()
    {
        var said = MistralRequests.Translate(
            ChatCompletionRequest.Create(
                "m",
                new ChatMessage
                {
                    Role = ChatRole.Assistant,
                    Content = "c",
                    Reasoning = "w",
                }
            )
        );

        var parts = Assert.Single(said.Messages).Content!.Parts!;
        Assert.Equal(["thinking", "text"], parts.Select(part => part.Type));
        Assert.Equal(("w", "c"), (parts[0].Thinking![0].Text, parts[1].Text));
    }
}
