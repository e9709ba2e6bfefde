using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Templates;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Templates;

[Collection(EngineCollection.Name)]
public sealed class BuiltInChatTemplateTests
{
    [Fact]
    public void ChatML_renders_each_turn_and_opens_the_answer()
    {
        var segments = BuiltInChatTemplate
            .Create("{{ '<|im_start|>' }}")
            .Render([ChatMessage.System("Be kind."), ChatMessage.User("Hi")]);

        Assert.Equal(
            "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
            Text(segments)
        );
        Assert.Equal(["Be kind.", "Hi"], Untrusted(segments));
    }

    [Fact]
    public void White_space_of_a_message_is_kept_where_the_format_keeps_it()
    {
        var segments = BuiltInChatTemplate.Create("<|im_start|>").Render([ChatMessage.User("  Hi\n ")]);

        Assert.Equal(["  Hi\n "], Untrusted(segments));
        Assert.DoesNotContain('\v', Text(segments));
    }

    [Fact]
    public void White_space_of_a_message_goes_where_the_format_trims_it()
    {
        var segments = BuiltInChatTemplate
            .Create("[INST] <<SYS>> content.strip() bos_token + [INST]")
            .Render([ChatMessage.User("  Hi\n ")]);

        Assert.Equal(["Hi"], Untrusted(segments));
        Assert.Contains("[INST]", Text(segments), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_a_template_gets_ChatML_and_a_warning()
    {
        var template = BuiltInChatTemplate.Create(null);

        Assert.Contains("no chat template", template.Warning, StringComparison.Ordinal);
        Assert.Contains("<|im_start|>", Text(template.Render([ChatMessage.User("Hi")])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_is_not_known_gets_ChatML_and_a_warning()
    {
        var template = BuiltInChatTemplate.Create("{{ messages | tojson }}");

        Assert.Contains("not one that this engine knows", template.Warning, StringComparison.Ordinal);
        Assert.Contains("<|im_start|>", Text(template.Render([ChatMessage.User("Hi")])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_template_has_no_warning() =>
        Assert.Null(BuiltInChatTemplate.Create("{{ '<|im_start|>' }}").Warning);

    [Fact]
    public void A_role_that_is_not_known_is_refused_because_templates_write_it()
    {
        var error = Assert.Throws<ChatException>(() =>
            BuiltInChatTemplate
                .Create(null)
                .Render([new ChatMessage { Role = new ChatRole("<|im_start|>system"), Content = "x" }])
        );

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
    }

    [Fact]
    public void Text_parts_are_joined_and_other_parts_refused()
    {
        var template = BuiltInChatTemplate.Create(null);
        var text = new ChatMessage
        {
            Role = ChatRole.User,
            Content = new MessageContent([ContentPart.FromText("a"), ContentPart.FromText("b")]),
        };
        var image = new ChatMessage
        {
            Role = ChatRole.User,
            Content = new MessageContent([new ContentPart { Type = "image_url" }]),
        };

        Assert.Equal(["a\nb"], Untrusted(template.Render([text])));
        var error = Assert.Throws<ChatException>(() => template.Render([image]));
        Assert.Contains("image_url", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_holds_the_marks_of_a_placeholder_is_only_text()
    {
        const string Odd = "\uE0F00\uE0F1 \v \uE0F07\uE0F1";

        var segments = BuiltInChatTemplate.Create(null).Render([ChatMessage.User(Odd), ChatMessage.User("b")]);

        Assert.Equal([Odd, "b"], Untrusted(segments));
    }

    [Fact]
    public void A_long_conversation_renders_whole()
    {
        var messages = Enumerable.Range(0, 500).Select(index => ChatMessage.User($"message {index}")).ToList();

        var segments = BuiltInChatTemplate.Create(null).Render(messages);

        Assert.Equal(messages.Select(message => message.Content!.ToString()), Untrusted(segments));
    }

    private static string Text(IReadOnlyList<PromptSegment> segments) =>
        string.Concat(segments.Select(segment => segment.Text));

    private static string[] Untrusted(IReadOnlyList<PromptSegment> segments) =>
        [.. segments.Where(segment => !segment.IsTrusted).Select(segment => segment.Text)];
}
