using Chat.Core.Requests;
using Chat.Engine.Answers;

namespace Chat.Engine.Tests.Answers;

/// <summary>The wish for a short or a long answer, in the system message.</summary>
public sealed class VerbosityWishTests
{
    [Fact]
    public void Parts_of_the_system_message_stay_and_get_one_more()
    {
        var picture = new ContentPart
        {
            Type = "image_url",
            ImageUrl = new ImageUrl { Url = "data:," },
        };
        var system = ChatMessage.System("") with
        {
            Content = new MessageContent([new ContentPart { Type = "text", Text = "Be kind." }, picture]),
        };

        var parts = VerbosityWish.Add([system, ChatMessage.User("Hi")], Verbosity.Low)[0].Content!.Parts!;

        Assert.Equal(["Be kind.", null, "\n\nKeep the answer short."], parts.Select(part => part.Text));
        Assert.Same(picture, parts[1]);
    }

    [Fact]
    public void A_text_grows_and_without_a_system_message_there_is_one()
    {
        var user = ChatMessage.User("Hi");

        var grown = VerbosityWish.Add([ChatMessage.System("Be kind."), user], Verbosity.High);
        Assert.Equal("Be kind.\n\nAnswer at length and in detail.", grown[0].Content!.Text);

        var added = VerbosityWish.Add([user], Verbosity.High);
        Assert.Equal(("system", "Answer at length and in detail."), (added[0].Role.Value, added[0].Content!.Text));
        Assert.Same(user, added[1]);
    }

    [Fact]
    public void A_middling_wish_changes_nothing()
    {
        ChatMessage[] messages = [ChatMessage.User("Hi")];

        Assert.Same(messages, VerbosityWish.Add(messages, Verbosity.Medium));
    }
}
