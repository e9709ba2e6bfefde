using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Streaming;

public sealed class ChoiceAccumulatorTests
{
    private readonly ChoiceAccumulator _choice = new(3);

    [Fact]
    public void With_nothing_added_it_is_an_unfinished_assistant_message()
    {
        var choice = _choice.ToChoice();

        Assert.Equal(3, choice.Index);
        Assert.Equal(ChatRole.Assistant, choice.Message.Role);
        Assert.Null(choice.Message.Content);
        Assert.Null(choice.FinishReason);
        Assert.Null(choice.Logprobs);
        Assert.Null(choice.ExtensionData);
    }

    [Fact]
    public void Each_kind_of_text_is_joined_on_its_own()
    {
        Add(new ChatDelta { Reasoning = "hm", Content = "a" });
        Add(new ChatDelta());
        Add(new ChatDelta { Refusal = "no", Content = "" });
        Add(new ChatDelta { Reasoning = "m", Content = "b" });

        var message = _choice.ToChoice().Message;

        Assert.Equal("ab", message.Content!.Text);
        Assert.Equal("hmm", message.Reasoning);
        Assert.Equal("no", message.Refusal);
    }

    [Fact]
    public void Empty_text_is_not_the_same_as_none()
    {
        Add(new ChatDelta { Content = "" });

        Assert.Equal("", _choice.ToChoice().Message.Content!.Text);
        Assert.Null(_choice.ToChoice().Message.Refusal);
    }

    [Fact]
    public void The_first_role_holds_however_often_one_comes()
    {
        Add(new ChatDelta { Content = "a" });
        Add(new ChatDelta { Role = ChatRole.Tool });
        Add(new ChatDelta { Role = ChatRole.Tool });
        Add(new ChatDelta { Role = ChatRole.User });

        Assert.Equal(ChatRole.Tool, _choice.ToChoice().Message.Role);
    }

    [Fact]
    public void The_delta_beside_the_reason_is_not_lost_and_the_reason_stays()
    {
        Add(new ChatDelta { Content = "a" });
        Add(new ChatDelta { Content = "b" }, FinishReason.Length);
        Add(new ChatDelta());

        Assert.Equal("ab", _choice.ToChoice().Message.Content!.Text);
        Assert.Equal(FinishReason.Length, _choice.FinishReason);
    }

    [Fact]
    public void Unknown_fields_of_share_and_delta_stay_where_they_were()
    {
        _choice.Add(
            new ChunkChoice
            {
                Delta = new ChatDelta { ExtensionData = Wire.Extras("""{"annotations":[]}""") },
                ExtensionData = Wire.Extras("""{"matched_stop":1}"""),
            }
        );

        Assert.Equal("annotations", Assert.Single(_choice.ToChoice().Message.ExtensionData!).Key);
        Assert.Equal("matched_stop", Assert.Single(_choice.ToChoice().ExtensionData!).Key);
    }

    private void Add(ChatDelta delta, FinishReason? finish = null) => _choice.Add(Chunks.Share(delta, 3, finish));
}
