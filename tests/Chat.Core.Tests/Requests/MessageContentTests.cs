using Chat.Core.Requests;

namespace Chat.Core.Tests.Requests;

public sealed class MessageContentTests
{
    [Fact]
    public void A_string_is_the_text_form()
    {
        MessageContent content = "hi";

        Assert.Equal("hi", content.Text);
        Assert.Null(content.Parts);
        Assert.Equal("hi", content.ToString());
        Assert.Equal(content, MessageContent.FromString("hi"));
    }

    [Fact]
    public void A_list_is_the_parts_form()
    {
        var content = new MessageContent([
            ContentPart.FromText("a"),
            new ContentPart { Type = "image_url" },
            ContentPart.FromText("b"),
        ]);

        Assert.Null(content.Text);
        Assert.Equal(3, content.Parts!.Count);
        Assert.Equal("a\nb", content.ToString());
    }

    [Fact]
    public void Null_stays_null()
    {
        Assert.Null((MessageContent?)(string?)null);
        Assert.Null(MessageContent.FromString(null));
    }

    [Fact]
    public void The_constructors_refuse_null()
    {
        Assert.Throws<ArgumentNullException>(() => new MessageContent((string)null!));
        Assert.Throws<ArgumentNullException>(() => new MessageContent((IReadOnlyList<ContentPart>)null!));
    }

    [Fact]
    public void Empty_content_is_not_null()
    {
        Assert.Equal("", new MessageContent("").ToString());
        Assert.Equal("", new MessageContent([]).ToString());
    }

    [Fact]
    public void Strings_are_compared_by_value_and_lists_by_reference()
    {
        ContentPart[] parts = [ContentPart.FromText("a")];

        Assert.Equal(new MessageContent("a"), new MessageContent("a"));
        Assert.Equal(new MessageContent(parts), new MessageContent(parts));
        Assert.NotEqual(new MessageContent(parts), new MessageContent([.. parts]));
    }
}
