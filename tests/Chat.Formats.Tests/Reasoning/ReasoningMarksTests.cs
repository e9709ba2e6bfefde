using System.Text;
using Chat.Formats.Grammars;
using Chat.Formats.Reasoning;
using Chat.Formats.Templates;
using Chat.Formats.Tests.ToolCalls;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.Reasoning;

/// <summary>Reasoning of models that mark only its end, and of prompts that open it.</summary>
public sealed class ReasoningMarksTests
{
    // Writes the reasoning of earlier answers with its end mark alone, and opens it as asked.
    private const string Template =
        "{% for m in messages %}<{{ m.role }}>{% if m.reasoning_content %}{{ m.reasoning_content }}</think>{% endif %}"
        + "{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>OPEN{% endif %}";

    private static readonly ReasoningMarks Bare = new("", "</think>\n");

    [Theory]
    [InlineData("", "<assistant>", true)]
    [InlineData("", "<assistant></think>\n\n", false)]
    [InlineData("<think>\n", "<assistant><think>\n", true)]
    [InlineData("<think>\n", "<assistant>", false)]
    [InlineData("<think>\n", "<assistant><think>\n\n</think>\n\n", false)]
    public void A_prompt_that_ends_inside_reasoning_is_known(string start, string prompt, bool isOpen) =>
        Assert.Equal(isOpen, new ReasoningMarks(start, "</think>\n").IsOpenAtEnd(prompt));

    [Theory]
    [InlineData("", "")]
    [InlineData("<think>", "<think>")]
    public void The_end_mark_alone_is_found_in_a_template(string opened, string start)
    {
        var template = ChatTemplate.Create(
            Template.Replace("OPEN", opened, StringComparison.Ordinal),
            bosToken: "",
            eosToken: ""
        );

        var marks = CallFormat.Detect(template).Reasoning;

        Assert.Equal(new ReasoningMarks(start, "</think>"), marks);
    }

    [Fact]
    public void The_end_of_every_message_is_no_end_of_reasoning()
    {
        var template = ChatTemplate.Create(
            Template
                .Replace("OPEN", "", StringComparison.Ordinal)
                .Replace("</think>", "<|eom|><assistant>", StringComparison.Ordinal),
            bosToken: "",
            eosToken: ""
        );

        Assert.Null(CallFormat.Detect(template).Reasoning);
    }

    [Fact]
    public void Reasoning_without_a_start_is_split_whole_and_in_pieces()
    {
        const string Text = "I look < at it.\n</think>\n\nYes </b>.";
        var format = AnswerFormat.Create(Request(isOpen: true));

        foreach (var size in new[] { 1, 2, 3, 7, Text.Length })
        {
            var answer = Answers.Read(format.NewParser(), Text.Chunk(size).Select(piece => new string(piece)));
            Assert.Equal(("I look < at it.", "Yes </b>."), (answer.Reasoning, answer.Content));
        }
    }

    [Fact]
    public void An_answer_cut_in_open_reasoning_is_reasoning()
    {
        var answer = Answers.Read(AnswerFormat.Create(Request(isOpen: true)).NewParser(), "I look", cut: true);

        Assert.Equal(("I look", ""), (answer.Reasoning, answer.Content));
    }

    [Fact]
    public void A_grammar_asks_for_reasoning_only_where_it_is_open()
    {
        var schema = Answers.Json("""{"type":"integer"}""");

        Assert.True(Fits(Request(isOpen: true) with { Schema = schema }, "Hm.</think>1"));
        Assert.False(Fits(Request(isOpen: true) with { Schema = schema }, "1"));
        Assert.True(Fits(Request(isOpen: false) with { Schema = schema }, "1"));
        Assert.False(Fits(Request(isOpen: false) with { Schema = schema }, "Hm.</think>1"));
    }

    private static AnswerRequest Request(bool isOpen) =>
        new() { Format = CallFormat.Generic with { Reasoning = Bare }, IsReasoningOpen = isOpen };

    private static bool Fits(AnswerRequest request, string text)
    {
        var matcher = new GrammarMatcher(Grammar.Parse(AnswerFormat.Create(request).Grammar!));
        return matcher.TryAccept(Encoding.UTF8.GetBytes(text)) && matcher.IsComplete;
    }
}
