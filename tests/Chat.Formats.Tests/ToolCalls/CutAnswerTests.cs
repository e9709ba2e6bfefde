using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Answers that end somewhere: by the token limit, a stop, or a client that went away.</summary>
public sealed class CutAnswerTests
{
    private static readonly string[] Marks =
    [
        "<|",
        "|>",
        ">>>",
        "to=",
        "channel",
        "analysis",
        "final",
        "commentary",
        "all\n",
        "tool_call",
        "function=",
        "invoke",
        "[TOOL_CALLS]",
    ];

    public static TheoryData<string> Formats => [.. TestFormats.All.Keys];

    [Theory]
    [InlineData("<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes.")]
    [InlineData("<|channel|>final<|message|>Yes.<|return|>")]
    [InlineData(" to=functions.get_weather<|channel|>commentary json<|message|>{\"city\": \"Ulm\"}<|call|>")]
    [InlineData(
        "<|channel|>commentary to=functions.get_weather <|constrain|>json<|message|>{\"city\": \"Ulm\"}<|call|>"
    )]
    public void A_harmony_answer_keeps_what_came_and_shows_no_header(string text)
    {
        var whole = Read("harmony", text, cut: false);
        for (var length = 0; length <= text.Length; length++)
        {
            // Control tokens are never cut.
            if (!EndsInToken(text, length))
            {
                AssertStart(whole, Read("harmony", text[..length], cut: true), text[..length]);
            }
        }
    }

    [Theory]
    [InlineData("all\nYes.>>>get_weather\n{\"city\": \"Ulm\"}")]
    [InlineData("get_weather\n{\"city\": \"Ulm\"}>>>get_weather\n{\"city\": \"Bonn\"}")]
    public void An_answer_with_recipients_keeps_what_came_and_shows_no_header(string text)
    {
        var whole = Read("recipients", text, cut: false);
        for (var length = 0; length <= text.Length; length++)
        {
            // A sign in content may be the content's own.
            if (text[..length] is not ("all\nYes.>" or "all\nYes.>>"))
            {
                AssertStart(whole, Read("recipients", text[..length], cut: true), text[..length]);
            }
        }
    }

    [Fact]
    public void A_name_is_known_before_the_header_ends()
    {
        var call = Assert.Single(
            Read("harmony", "<|channel|>commentary to=functions.get_weather <|constrain|>", true).Calls
        );

        Assert.Equal(("get_weather", ""), (call.Name, call.Text));
        Assert.Empty(Read("harmony", "<|channel|>commentary to=functions.get_weather", true).Calls);
        Assert.Empty(Read("harmony", "<|channel|>commentary to=functions.get_weather <|constrain|>", false).Calls);
    }

    [Theory]
    [InlineData("harmony", "Yes.")]
    [InlineData("harmony", "assistant")]
    [InlineData("recipients", "Yes.")]
    public void Text_without_a_header_is_content(string form, string text)
    {
        Assert.Equal(text, Read(form, text, cut: true).Content);
        Assert.Equal(text, Read(form, text, cut: false).Content);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_call_cut_anywhere_is_a_start_of_itself(string form)
    {
        var format = TestFormats.All[form];
        var text = CallWriter.Write(format, [("get_weather", [("city", "Ulm <b"), ("days", 3)])]);
        var whole = Read(form, text, cut: false);
        Assert.Single(whole.Calls);

        // Before its mark is whole a call may still be text.
        var from = format.Channels is null && !format.StartsAnswer ? format.Trigger.Length : 0;
        for (var length = from; length <= text.Length && !format.StartsAnswer; length++)
        {
            if (format.Channels?.Kind != ChannelKind.Harmony || !EndsInToken(text, length))
            {
                var answer = Read(form, text[..length], cut: true);
                Assert.True(answer.Content.Trim().Length == 0, $"{answer.Content}\nof:\n{text[..length]}");
                Assert.True(answer.Calls.Count <= 1, text[..length]);
                Assert.All(answer.Calls, call => Assert.Equal("get_weather", call.Name));
            }
        }
    }

    private static bool EndsInToken(string text, int length)
    {
        var at = length == 0 ? -1 : text.LastIndexOf('<', length - 1);
        return at >= 0 && text.IndexOf('>', at) >= length;
    }

    private static Answer Read(string form, string text, bool cut) =>
        Answers.Read(Answers.Parser(TestFormats.All[form], Answers.Weather), text, cut);

    private static void AssertStart(Answer whole, Answer cut, string text)
    {
        Assert.True(
            whole.Content.StartsWith(cut.Content.Trim(), StringComparison.Ordinal),
            $"{cut.Content}\nof:\n{text}"
        );
        Assert.True(
            whole.Reasoning.StartsWith(cut.Reasoning, StringComparison.Ordinal),
            $"{cut.Reasoning}\nof:\n{text}"
        );
        Assert.DoesNotContain(Marks, mark => cut.Content.Contains(mark, StringComparison.Ordinal));
        Assert.True(cut.Calls.Count <= whole.Calls.Count, text);
        Assert.All(
            cut.Calls.Zip(whole.Calls),
            pair =>
            {
                Assert.Equal(pair.Second.Name, pair.First.Name);
                Assert.True(
                    pair.Second.Text.StartsWith(pair.First.Text, StringComparison.Ordinal),
                    $"{pair.First.Text}\nof:\n{text}"
                );
            }
        );
    }
}
