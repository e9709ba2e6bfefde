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
