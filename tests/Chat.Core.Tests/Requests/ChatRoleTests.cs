using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Requests;

public sealed class ChatRoleTests
{
    [Fact]
    public void Known_roles_have_the_words_of_the_specification() =>
        Assert.Equal(
            "developer system user assistant tool function",
            string.Join(
                ' ',
                ChatRole.Developer,
                ChatRole.System,
                ChatRole.User,
                ChatRole.Assistant,
                ChatRole.Tool,
                ChatRole.Function
            )
        );

    [Theory]
    [InlineData("assistant")]
    [InlineData("critic")]
    [InlineData(" Padded ")]
    public void Any_word_survives_a_round_trip(string word) =>
        Assert.Equal(word, Wire.Survives<ChatRole>($"\"{word}\"").Value);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("1")]
    [InlineData("[\"user\"]")]
    public void What_is_no_word_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Wire.Read<ChatMessage>($$"""{"role":{{json}},"content":""}"""));

    [Fact]
    public void The_constructor_refuses_null_and_blanks()
    {
        Assert.Throws<ArgumentNullException>(() => new ChatRole(null!));
        Assert.Throws<ArgumentException>(() => new ChatRole(""));
        Assert.Throws<ArgumentException>(() => ChatRole.FromWire("\t"));
    }

    [Fact]
    public void Equality_goes_by_the_word_and_its_case()
    {
        Assert.Equal(ChatRole.User, new ChatRole("user"));
        Assert.Equal(ChatRole.User.GetHashCode(), new ChatRole("us" + "er").GetHashCode());
        Assert.NotEqual(ChatRole.User, new ChatRole("User"));
        Assert.NotEqual(ChatRole.User, ChatRole.System);
    }

    [Fact]
    public void The_default_value_is_the_user()
    {
        Assert.Equal("user", default(ChatRole).Value);
        Assert.Equal(ChatRole.User, default);
        Assert.Equal(ChatRole.User.GetHashCode(), default(ChatRole).GetHashCode());
    }

    [Fact]
    public void The_text_is_the_word() => Assert.Equal("critic", new ChatRole("critic").ToString());
}
